extension SubscriptionGrammar {
  /// Real customers with something in the way who resist or weigh, by blocker.
  static let userResistingConsidering = """
    @user resisting price
    - so you [want money] now
    - [not paying] for a box of veg
    - if it [costs anything] no thanks
    + {price} a week? [no way]
    + [way too expensive]
    + {price} is [a joke]
    + I can [shop for two weeks] with {price}
    + {price} for three dinners, [you're kidding]
    + even {deal} is [too much]
    [can't afford] it
    we're [cutting back] right now
    [rent just went up], so no
    [money's tight]
    groceries are [cheaper], end of
    [waste of money] tbh
    I'm [not made of money]
    @user considering price
    - [how much] are we talking per week? depends on that
    - if it's [under 50] I might
    - might be ok if the [price is fair]
    + {price} is [a bit steep], any discount?
    + could you [do {deal}] for the first month
    + is it [cheaper] if we take fewer meals
    + so {price} comes to what [per plate]?
    + [{deal}] I could maybe do
    + hmm {price}. let me [do the maths]
    + would it [stay at {price}] or go up after
    + what about a [smaller box] for less
    + it's more than the supermarket but [we'd waste less]
    I'd have to [see if it fits the budget]
    [is it worth it] for {people} people though
    can i [pay monthly]? that would help
    just [comparing] with our usual shop
    @user resisting trust
    sounds [like a scam]
    you lot [never let people cancel]
    I've read [the reviews]. no
    [hidden fees], always
    not giving you [my card]
    how did you [get my number]
    it's [auto renewal], I know the trick
    'free box' yeah [right]
    [don't trust] subscriptions
    your terms are [ten pages long]
    [who's selling] my data this time
    a friend got [charged for months] after cancelling
    [heard bad things]
    is this [even a person]
    @user considering trust
    can I really [cancel any time]? where does it say that
    if there's [no lock-in] I'd think about it
    send me the [terms] first pls
    what happens to [my card details]
    do you [refund] if a box turns up bad
    I'd want [something in writing]
    are those [reviews real]
    ok but [who do I call] if it goes wrong
    will it [renew by itself]? that's my only worry
    can I [try one more box] before I commit
    where is the food [actually from]
    so I can [skip weeks] and you don't charge? sure?
    [is there a catch]? be honest
    seems decent, just [want to be sure]
    @user resisting capability
    nothing on there [we'd eat]
    {diet} and you sent me [this], no
    the menu is [boring]
    portions are [tiny]
    took me [an hour and a half], not {minutes} minutes
    box came [half melted]
    you don't [do {diet}] properly
    kids [wouldn't touch it]
    the {dish} was [bland]
    too much [plastic]
    there's [no room] in our fridge for that
    I [can't cook], it's pointless
    your driver [can't find us]
    @user considering capability
    is there enough [{diet}] stuff every week?
    can you do [{people} portions]
    what if we [don't like] a recipe
    are there any [under {minutes} minutes]
    could we [pick the dishes] ourselves
    the {dish} was good, [is it all like that]?
    do you [deliver to {city}] on weekends
    can I [swap the sides]
    if the [portions were bigger] I'd say yes
    will it [keep till friday]
    would it [work for a picky kid]
    how much [washing up] is it honestly
    maybe if there's [less packaging]
    does the app [remember {diet}]
    @user resisting timing
    [busy]
    [at work]
    [can't talk]
    [driving]
    [not now]
    we're [moving house]
    [in a meeting]
    [bad time]
    [away] half the month anyway
    no [time] for this
    kids are [screaming], bye
    just [had a baby], leave it
    [on shift]
    we're [never home] for dinner
    exams, [no time]
    @user considering timing
    could it [start {date}]?
    we're away till {date}, [after that maybe]
    can I [pause over the holidays]
    if I order now when's the [first box]
    only [every other week] would work for us
    [once we've moved] it'd be handy
    does delivery [have to be {day}]
    my shifts change, [can I move the day]
    can you [hold the offer] till {date}
    [after exams] I'd have time to cook
    what's the [cut off] for next week
    I'd want it [from {date}], not before
    if it [comes before six] I could do it
    @user resisting external
    {partner} [says no]
    {partner} [does the cooking], not me
    my flatmates [won't chip in]
    [not my decision]
    {partner} would [kill me]
    we [eat at my mum's] most days
    {partner} [hates] these boxes
    the [landlord won't take parcels]
    [work feeds us] now
    {partner} [cancelled it] already
    the kids [get lunch at school], we don't need it
    [nobody here] wants it
    @user considering external
    need to [ask {partner}]
    {partner} liked the {dish}, [I'll see what they say]
    it's [{partner}'s card] so let me check
    if {partner} [is up for it] we'll do it
    [we'd have to agree] on the days first
    [let me talk] to the house
    {partner} thinks it's [too much food], can we go smaller
    can {partner} [use the app too]
    [i'm keen], {partner} isn't
    could you [send me something] to show {partner}
    my sister [has one], gonna ask her
    we'll [decide together] at the weekend
    {partner} wants to [see the menu] first
    @user resisting prior-failure
    [been there], cancelled twice
    tried one [last year], binned half of it
    [never again] after the last one
    last company [kept charging me]
    [had this before], got bored in a month
    last box was [late three times]
    the other one [went rotten]
    did this in lockdown, [done with it]
    [same promises] as the last lot
    I [quit two of these] already
    we [ended up with takeaways] anyway
    [burnt once], thanks
    @user considering prior-failure
    last kit got boring fast, [do you change the menu]?
    we [cancelled the other one] because of the waste. is yours better
    [how are you different] from the one we had
    last time the boxes came late, [what do you do then]
    I [gave up after a month] before, so not sure
    if it's [not like the last one] maybe
    the other one [wouldn't let me cancel], would you
    had a bad one before so i'm [a bit wary]
    [what if] it goes like last time
    we liked the idea, [the last one just didn't last]
    [convince me] it won't end up in the bin again
    last one ignored {diet}, [can you promise you won't]
    """
}
