extension SubscriptionGrammar {
  /// Real customers who refuse, put off or change the subject.
  static let userExits = """
    @user resisting refusal
    [no thanks]
    [not interested]
    [cancel it]
    [unsubscribe]
    [stop messaging me]
    [remove me] from your list
    [I'm out]
    please [don't contact me again]
    [no.]
    [we're done here]
    thanks but [no]
    [close my account]
    it's [a no] from us
    [delete my details]
    @user resisting refusal price
    too dear, [cancel]
    + {price}? [no. cancel it]
    [can't pay], cancel please
    not at that price, [bye]
    + [keep your {deal}], no
    @user resisting refusal trust
    [don't trust it], cancel
    take my card [off your system]
    message again and I'll [report you]
    [scam], blocked
    @user resisting refusal capability
    food's not for us, [cancel]
    [no {diet}], no deal
    the box was bad, [I'm done]
    you [can't do {diet}], so no
    @user resisting refusal timing
    no time for it, [cancel please]
    we're moving, [stop the boxes]
    [can't do it] now, take me off
    @user resisting refusal external
    {partner} said no so [cancel]
    [not happening], {partner} decided
    flatmates are out, [close it]
    @user resisting refusal prior-failure
    [not doing this again]
    had enough of kits, [cancel]
    [learned my lesson], no
    @user resisting delay
    [later]
    [another time]
    [maybe next year]
    [not right now]
    I'll [let you know]
    [will see]
    [message me some other time]
    [i'll get back to you]
    [ask again in spring]
    let's [leave it for now]
    @user resisting delay timing
    busy, [later]
    at work, [message tonight]
    [in the car], later
    after the move, [not now]
    [when things calm down]
    [ring me {day}], can't now
    @user resisting delay external
    {partner}'s away, [later]
    ask again when [{partner}'s back]
    [once the kids are in school] maybe
    @user resisting delay price
    skint till payday, [later]
    when there's [a real discount]
    not this month, [money]
    @user resisting delay trust
    I'll [read up] first, later
    [need to look into you lot]
    let me [check the reviews], bye for now
    @user resisting delay capability
    [when you do more {diet}], tell me
    ping me when [the menu changes]
    [once you deliver on {day}s] maybe
    @user resisting delay prior-failure
    [need a break] from boxes
    still [getting over the last one], later
    [give it a year]
    @user resisting topic-change
    do you [sell knives] as well
    what's [the weather] where you are
    is this [a bot] lol
    anyway [how's your day]
    unrelated, [where's that accent from]
    dog just [ate the box]
    [football's on], sorry
    do you [hire drivers]
    @user exploring refusal
    [no calls], just type it here
    [don't need the app tour], what does it do
    [skip the video], just the basics
    [not giving my email], tell me here
    @user exploring delay
    send the menu, [I'll look tonight]
    [brb], what was the delivery day again
    leave the info here, [I'll read it later]
    [in a bit], just send the plans
    @user exploring topic-change
    btw [do you do wine]
    random but [what do you do with leftovers]
    [do you have gift cards]?
    off topic, [is the box recyclable]
    @user engaging refusal
    [no photos] of our kitchen haha, but we're {people}
    [rather not give the budget], the rest is fine
    [not doing the survey], just ask me
    [skip the birthday bit], we're {household}
    @user engaging delay
    will send the address [tonight]
    let me [check the fridge] and tell you
    [asking {partner}] what they like, one sec
    [I'll fill it in later], it's {diet} though
    @user engaging topic-change
    my gran made [the best stew], anyway
    you from [{city}] too?
    we've just [got a new oven], funny timing
    that reminds me of [a place we ate at]
    @user considering refusal
    [not the big box], the small one maybe
    [no yearly plan], monthly I'd think about
    [leave out the desserts], then maybe
    [don't want the phone call], still looking at it
    @user considering delay
    let me [think about it]
    I'll [decide at the weekend]
    [give me a few days]
    [ask me {day}]
    gonna [sleep on it]
    [not sure yet], will message you
    want to [see next week's menu] first
    [hold that thought], back in a couple of days
    @user considering delay price
    let me [check the budget], back {day}
    + {price}, hmm, [give me till payday]
    [after payday] I'll tell you
    will [do the numbers] tonight
    @user considering delay external
    will [ask {partner}] and come back
    [talking to {partner} tonight]
    [need the others to agree], few days
    [once {partner}'s home] we'll decide
    @user considering delay timing
    [after the trip] I'll decide
    let's [talk {date}], still keen
    [busy week], will answer {day}
    @user considering topic-change
    oh before i forget, [was the {dish} in a book]?
    [what's your own favourite]
    also [where do the boxes go] after
    hey [do you use it yourself]
    @user deciding refusal
    [no add-ons], just the weekly box, order it
    [don't need the call], just start it
    [skip the gift], sign me up
    [no paper leaflets] please, but yes start
    @user deciding delay
    yes, [paying tonight]
    we're in, [card tomorrow]
    order it, [i'll confirm {day}]
    [doing it after work], definitely
    @user deciding topic-change
    paid. [what's the {dish} like with rice]
    done, [do you do birthday boxes]
    ordered! [is your chef the one on the leaflet]
    all set, [what pan do i need]
    """
}
