extension SubscriptionGrammar {
  /// Simulated customers, as language models write them: longer, politer, fond of asking about the price.
  static let simulated = """
    @sim opener a
    Thanks for explaining that.
    Thank you, that's helpful to know.
    I appreciate the information.
    Okay, that makes sense.
    Thanks for getting back to me.
    That sounds interesting.
    Thank you for being so patient with my questions.
    I see, thanks for clarifying.
    @sim opener b
    Oh, that's really great to hear!
    Hmm, okay, I hear you.
    Aw, thanks so much for checking in!
    Right, I totally get that.
    Good question, honestly!
    Okay, so here's where I'm at.
    Ha, fair enough!
    Yeah, I've been thinking about that actually.
    @sim closer a
    Could you tell me a bit more about that?
    I'd just like to be sure before I commit.
    Thanks again for your help.
    I hope that makes sense.
    I'd appreciate any details you can share.
    We're trying to plan our meals better this year.
    @sim closer b
    What do you think?
    I really want to make the right choice for us!
    Does that make sense?
    I'd love to hear your thoughts.
    You've been super helpful, thank you!
    Weeknights are just a bit chaotic for us right now.
    @sim resisting none
    I think [we'll pass for now], though I do appreciate the offer
    [I'm not sure this is the right fit] for us at the moment
    To be honest, [I don't feel we need this] right now
    I'm [not really interested] in a subscription at this point, I'm afraid
    [We already have a routine that works], so I don't see us switching
    @sim resisting price
    Unfortunately [it's a bit outside our budget] at the moment
    I'm afraid [the price is more than we can justify] right now
    We're trying to cut back, so [I don't think we can afford another subscription]
    + {price} per week is [simply too much for our household], I'm sorry
    @sim resisting trust
    I've had mixed experiences with subscriptions, so [I'm hesitant to share my card details]
    I've read some concerning reviews, and [I'm not comfortable signing up]
    I'm [a little wary of automatic renewals], so I'd rather not
    @sim resisting capability
    I'm afraid [the menu doesn't really suit our {diet} diet]
    Unfortunately [the portions weren't quite enough] for {household}
    I don't think [the recipes fit the way we cook], to be honest
    @sim resisting timing
    I'm afraid [this isn't a good time for us], things are very busy
    We're in the middle of a move, so [we can't take this on right now]
    I [have a lot on my plate at the moment], no pun intended
    @sim resisting external
    I talked it over with {partner}, and [we've decided it isn't for us]
    Unfortunately [{partner} isn't on board], so I'll have to decline
    [It isn't really my decision alone], and {partner} isn't keen
    @sim resisting prior-failure
    We tried a similar service before and [it didn't work out], so I'm reluctant
    After our last experience with a meal kit, [I'd rather not try again]
    The previous one [ended up being wasted], so I'm not eager to repeat that
    @sim exploring none
    [How does the subscription work] once the trial is over?
    Could you walk me through [what's included in each box]?
    I'd like to understand [how flexible the plans are]
    [What would the next steps look like] if we wanted to continue?
    Could you explain [how the meal selection works] each week?
    [What options do you have] for {people} people?
    @sim exploring price
    [Could you tell me what the pricing looks like] after the trial?
    I was wondering [how much it would cost] for {people} people each week
    [Are there any discounts available] for new subscribers?
    [Does the price include delivery], or is that extra?
    + Is {price} [a fixed price], or does it change after the first month?
    Could you break down [what we'd be paying per serving]?
    @sim exploring trust
    [Is there a minimum commitment], or can I cancel at any time?
    Could you tell me [where you source your ingredients]?
    [How is my payment information handled], if you don't mind my asking?
    @sim exploring capability
    [Do you have a good range of {diet} recipes]?
    [How long do the recipes usually take] from start to finish?
    Could you tell me [whether you deliver to {city}]?
    @sim exploring timing
    [Which delivery days are available] in our area?
    [How far in advance do I need to choose] the meals?
    When would [the first box arrive] if we signed up?
    @sim exploring external
    [Can {partner} manage the account] as well?
    Is there [a plan that works for a whole family]?
    @sim exploring prior-failure
    [How does this compare to other meal kits] we may have tried?
    We've used one before. [What would you say sets yours apart]?
    @sim engaging none
    There are {people} of us, [{household}], and we usually eat around seven
    We [really enjoyed the {dish}] from the trial box
    We're [looking for something quick] on weeknights, ideally under {minutes} minutes
    [We mostly eat {diet}], so that would be important to us
    Our weeknights are busy, so [having things planned would help a lot]
    I do most of the cooking, and [I like trying new recipes]
    @sim engaging price
    We usually spend around eighty a week on groceries, [so I have that in mind]
    Budget matters, but [the convenience is what we're after], since we're {household}
    @sim engaging trust
    I'm happy to share a bit about us: [we're {household} in {city}]
    You've been very transparent, so [I'll tell you what we need]
    @sim engaging capability
    [Our main requirement is {diet}], and we're {people} at the table
    We'd prefer [recipes that take about {minutes} minutes]
    @sim engaging timing
    [{day}s tend to be our busiest], so a box before then would be ideal
    From {date} on [we'd be home more regularly]
    @sim engaging external
    [{partner} enjoyed the trial meals] as well, especially the {dish}
    I've mentioned it to {partner}, and [they liked the idea]
    @sim engaging prior-failure
    We had another kit [for a couple of months] and liked the variety
    Our last one [had a lot of packaging], which bothered us a little
    @sim considering none
    [I'm definitely considering it], I'd just like to think it through
    [It does sound like a good option] for us, I'm weighing it up
    I can see [how this might work for our family]
    [I'm leaning towards trying it], but I want to be sure
    It [seems like it could save us time], so I'm tempted
    I think [a smaller plan might be a good start] for us
    @sim considering price
    [Is there any flexibility on the price] if we sign up today?
    If there were [a small discount for the first month], I'd seriously consider it
    I'm trying to work out [whether it's good value compared to our groceries]
    + {price} is a bit more than we'd planned, but [I can see the value]
    + Would [{deal}] be possible to start with? That would make it easier for us
    [Are there any promotions] that would bring the weekly cost down a little?
    I'd like to [compare the cost per meal] before I make a decision
    If we chose [fewer meals per week], how would that change the price?
    @sim considering trust
    If [I can cancel without any fees], I'd feel comfortable giving it a try
    I'd like to [read through the terms] before I decide
    [Knowing there's no lock-in] would really help me decide
    @sim considering capability
    If [there are enough {diet} options], I think it could work for us
    I'd want to know [whether the portions work for {people}] before deciding
    [If we can choose the recipes ourselves], I'd be inclined to try it
    @sim considering timing
    [Could we start {date}]? That would suit us better
    If [we can pause when we travel], that would make a big difference
    I'd like to [wait until things settle down a bit], but I'm interested
    @sim considering external
    I'd like to [talk it over with {partner} first], if that's alright
    I think it's a good idea, but [I should check with {partner}]
    @sim considering prior-failure
    Our last experience wasn't great, so [I'd want to know what's different here]
    [If the quality is better than the last one], I'd be open to trying again
    @sim deciding none
    That sounds perfect, [I'd like to go ahead and sign up]
    [Let's do it], please set up the weekly plan for us
    I'm convinced, [please start our subscription]
    @sim deciding price
    + {price} works for us, [please go ahead]
    [If the discount applies now], I'm happy to sign up today
    The price is reasonable, so [I'd like to subscribe]
    @sim deciding trust
    Since I can cancel any time, [I'm happy to sign up]
    [The terms look fair], so please go ahead
    @sim deciding capability
    The {diet} menu looks great, [please sign us up]
    [The plan for {people} people is exactly what we need], let's start
    @sim deciding timing
    [{day} delivery works well], please set that up for us
    [Let's start {date}], that would be perfect
    @sim deciding external
    {partner} and I agreed, [we'd like to subscribe]
    [{partner} is on board], so please go ahead
    @sim deciding prior-failure
    You've convinced me that this one is different, [so let's try it]
    [I'm willing to give it another chance], please sign us up
    """
}
