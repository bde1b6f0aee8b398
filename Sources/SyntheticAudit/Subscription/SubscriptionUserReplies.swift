extension SubscriptionGrammar {
  /// Real customers without a blocker: replies to an action of the agent.
  static let userReplies = """
    @user filler
    hm,
    well,
    oh,
    um,
    so,
    look,
    @user resisting after rapport
    [get to the point]
    [what do you want]
    ok. [bye]
    [skip the small talk]
    [mhm]
    I'm [not chatting]
    @user resisting after probe
    [why do you need that]
    [none of your business]
    [not telling you] that
    [pass]
    [why]
    I'd [rather not say]
    what's [with the questions]
    @user resisting after pitch
    [not for us]
    [don't need it]
    [nah]
    [stop the sales talk]
    we [cook fine] already
    [no]
    heard it [already]
    yeah [no]
    @user resisting after handle-objection
    you're [not listening]
    [still no]
    I said [no]
    [doesn't change anything]
    you [have an answer for everything] huh
    [stop]
    @user resisting after push-close
    [don't push me]
    [no pressure tactics] please
    I'm [not signing anything]
    [too pushy]
    [no card], no
    you're [rushing me], that's a no
    [calm down]
    @user resisting after reassure
    [sure you will]
    they [all say that]
    [whatever]
    [doesn't help]
    that's what [you say]
    [yeah yeah]
    @user exploring after rapport
    thanks. [so how does it work]
    ok and [what do you offer]
    haha ok. [what's the deal] then
    yeah [what's next]
    cool, [tell me more]
    @user exploring after probe
    what do you [need that for]
    depends, [what are the options]
    not sure, [what do others take]
    [does it matter] for the box?
    [what plans] are there first
    @user exploring after pitch
    [how does that work]
    so is it [weekly]?
    [what's in a box]
    [is that all included]
    where do I [see the menu]
    which one's the [most popular]
    do i have to [do anything]
    @user exploring after handle-objection
    ok, [and then]?
    oh right, [how's that work]
    hm, [what else] should i know
    [so what do i do]
    [explain that bit] again
    @user exploring after push-close
    what do i [sign up for] exactly
    [what happens] after that
    [where] do i click
    [which plan] is that
    is there a [deadline]
    @user exploring after reassure
    ok. [how do i skip] a week
    [really]?
    good to know, [what about returns]
    and [who packs] it
    ok so [what are the steps]
    @user engaging after rapport
    lol [same here]
    [tell me about it]
    it's [half term], so yeah
    [can't complain], bit tired
    haha [yeah exactly]
    thanks, it's been [a long week]
    [kids], you know how it is
    aw [thanks], {city}'s fine, raining
    [true], nobody wants to cook on a {day}
    we [had fun with it] actually
    @user engaging after pitch
    oh [that's handy]
    [less waste] would be good
    we'd do [three a week] I guess
    [kids would like] that
    ok [show me the quick ones]
    yeah [our shop is a mess] so
    [good], {people} of us here
    [sounds good], we're {household} btw
    oh [we'd use that], weekdays are mad
    [nice], {diet} is a must though
    that'd [save us the shopping]
    [ok cool], {people} of us usually
    [I like that]
    @user engaging after handle-objection
    [ok that's clear]
    oh [that's different] then
    [fine by me]
    yeah [I see that]
    [fair point]
    [makes sense]
    ah ok, [didn't know that]
    [good to know]. we're {household}
    [right], that helps
    @user engaging after push-close
    [which box] was it again, the {diet} one
    [typing the address] now
    ok [app's loading]
    [phone number] too?
    let me [set up the app] first
    [filling it in] now
    what [address format], flat number first?
    ok [picked the dishes], three of them
    [found the page]
    @user engaging after reassure
    [sweet], ta
    [phew] ok
    [nice one]
    ok [glad I asked]
    [lovely]
    [that's good]
    [thanks], appreciate it
    ok [that helps]
    [cool], the {dish} was great btw
    [happy with that]
    @user considering after rapport
    it's [tempting]
    I'm [on the fence]
    yeah [thinking about it]
    [maybe], honestly
    you're [selling it well], let me think
    @user considering after probe
    three nights maybe, [if it works out]
    {people} of us, [would that be worth it]?
    [haven't decided] what we'd need
    depends [what you'd suggest]
    [probably the small one], not sure
    @user considering after pitch
    [not bad], let me think
    that [could work]
    [sounds doable]
    which one would [make sense for us]
    I'd [compare it] with the shop first
    [might try] the quick one
    hm [interesting]
    [what would you pick]
    @user considering after handle-objection
    ok [that's better] than i thought
    hm [fair]. still thinking
    [in that case] maybe
    [I'll have a think]
    that [does help], need to weigh it up
    @user considering after push-close
    [not today], but maybe
    [give me a day]
    let me [sleep on it]
    how long is [the offer good for]
    [nearly there], one more look at the menu
    I'd [rather think first]
    don't [rush me], I'm considering it
    @user considering after reassure
    if that's true [it's worth a go]
    ok [I feel better] about it. let me think
    [as long as] that's how it works
    alright, [leaning yes]
    [what if] I change my mind after
    @user deciding after rapport
    ok you got me, [sign me up]
    [let's do it]
    [go on then]
    [I'm in]
    @user deciding after probe
    {people}, {diet}, [start it please]
    three meals, [order it]
    all filled in, [take the payment]
    [done the form], go
    @user deciding after pitch
    [I'll take it]
    [that one please]
    yes, [the weekly plan]
    [sold]
    ok [sign us up]
    @user deciding after handle-objection
    ok then [yes]
    [that settles it], go ahead
    alright, [let's start]
    fine, [do it]
    @user deciding after push-close
    [done], paid
    [send the link]
    yep [put it through]
    [card's in], all good
    ok [confirmed]
    @user deciding after reassure
    great, [start it then]
    [good enough], go
    [happy], sign me up
    ok [let's go]
    """
}
