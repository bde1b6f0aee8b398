extension SubscriptionGrammar {
  /// Simulated customers, as language models write them: longer, politer, fond of asking about the price.
  static let simulated = """
    @sim resisting none
    [I don't think it's something we'd use enough], sadly
    Thank you, but [I'd prefer to keep things as they are]
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
    I'd rather [not have another recurring payment], I'm sorry
    I've had mixed experiences with subscriptions, so [I'm hesitant to share my card details]
    I've read some concerning reviews, and [I'm not comfortable signing up]
    I'm [a little wary of automatic renewals], so I'd rather not
    @sim resisting capability
    [The dishes weren't quite to our taste], I'm sorry to say
    I'm afraid [the menu doesn't really suit our {diet} diet]
    Unfortunately [the portions weren't quite enough] for {household}
    I don't think [the recipes fit the way we cook], to be honest
    @sim resisting timing
    With everything going on, [I don't have the headspace for this] at the moment
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
    [Can you change the meals from week to week]?
    What happens [if we don't like one of the recipes]?
    [Is it possible to see next week's menu] before signing up?
    Could you tell me [which plan most households choose]?
    [How do returns and refunds work] if something is missing?
    [How does the subscription work] once the trial is over?
    Could you walk me through [what's included in each box]?
    I'd like to understand [how flexible the plans are]
    [What would the next steps look like] if we wanted to continue?
    Could you explain [how the meal selection works] each week?
    [What options do you have] for {people} people?
    @sim exploring price
    [What would the total be] for three meals a week?
    Do you offer [any introductory pricing]?
    [Could you tell me what the pricing looks like] after the trial?
    I was wondering [how much it would cost] for {people} people each week
    [Are there any discounts available] for new subscribers?
    [Does the price include delivery], or is that extra?
    + Is {price} [a fixed price], or does it change after the first month?
    Could you break down [what we'd be paying per serving]?
    @sim exploring trust
    [Are there any fees] if I decide to stop?
    [Is there a minimum commitment], or can I cancel at any time?
    Could you tell me [where you source your ingredients]?
    [How is my payment information handled], if you don't mind my asking?
    @sim exploring capability
    [Can the spice level be adjusted] for kids?
    Are [the portions generous enough] for {people} people?
    [Do you have a good range of {diet} recipes]?
    [How long do the recipes usually take] from start to finish?
    Could you tell me [whether you deliver to {city}]?
    @sim exploring timing
    [Can I change my delivery day] if our plans change?
    [Which delivery days are available] in our area?
    [How far in advance do I need to choose] the meals?
    When would [the first box arrive] if we signed up?
    @sim exploring external
    Would it be possible [to share the account with {partner}]?
    [Can {partner} manage the account] as well?
    Is there [a plan that works for a whole family]?
    @sim exploring prior-failure
    [How do you make sure deliveries arrive on time]? That was a problem before
    [How does this compare to other meal kits] we may have tried?
    We've used one before. [What would you say sets yours apart]?
    @sim engaging none
    [The {dish} turned out really well], even my first attempt
    We usually [cook together on {day}s], so it's a nice routine
    [Planning dinner is the part I find hardest], to be honest
    Between work and everything else, [we often end up improvising]
    [We've been trying to eat more vegetables], so the trial was a good start
    I was pleased that [everything arrived fresh] in {city}
    [It saved me a trip to the supermarket], which I appreciated
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
    [{diet} meals with plenty of vegetables] would be ideal for us
    We like [simple recipes without too many steps]
    [Our main requirement is {diet}], and we're {people} at the table
    We'd prefer [recipes that take about {minutes} minutes]
    @sim engaging timing
    We're usually [home by seven], so quick dinners work best
    [{day}s tend to be our busiest], so a box before then would be ideal
    From {date} on [we'd be home more regularly]
    @sim engaging external
    [The whole family pitched in] with the trial box, which was fun
    [{partner} enjoyed the trial meals] as well, especially the {dish}
    I've mentioned it to {partner}, and [they liked the idea]
    @sim engaging prior-failure
    We had another kit [for a couple of months] and liked the variety
    Our last one [had a lot of packaging], which bothered us a little
    @sim considering none
    [I could see us using this on busy nights], so I'm thinking about it
    It's [a convenient option], I'm just not fully decided yet
    [I'm comparing it with how we shop now], and there are clear advantages
    I like [the idea of less food waste], that's a real plus for me
    [Perhaps starting with two meals a week] would be a sensible way to try it
    [It's tempting], I'd just want to be sure we'd use it
    [I'm definitely considering it], I'd just like to think it through
    [It does sound like a good option] for us, I'm weighing it up
    I can see [how this might work for our family]
    [I'm leaning towards trying it], but I want to be sure
    It [seems like it could save us time], so I'm tempted
    I think [a smaller plan might be a good start] for us
    @sim considering price
    [Could you do anything on the delivery cost]? That might tip the balance
    I think [it could be worth it if the price stays the same] after the first month
    [The cost per portion is what I'm weighing up] at the moment
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
    [If the recipes stay under {minutes} minutes], I think we'd use it
    If [there are enough {diet} options], I think it could work for us
    I'd want to know [whether the portions work for {people}] before deciding
    [If we can choose the recipes ourselves], I'd be inclined to try it
    @sim considering timing
    [Could we start {date}]? That would suit us better
    If [we can pause when we travel], that would make a big difference
    I'd like to [wait until things settle down a bit], but I'm interested
    @sim considering external
    [Let me see what {partner} thinks], I'm in favour of it myself
    I'd like to [talk it over with {partner} first], if that's alright
    I think it's a good idea, but [I should check with {partner}]
    @sim considering prior-failure
    [A single trial week without commitment] would help, given how the last one went
    Our last experience wasn't great, so [I'd want to know what's different here]
    [If the quality is better than the last one], I'd be open to trying again
    @sim deciding none
    [I'd love to get started], what do you need from me?
    Okay, [please sign me up for the weekly box]
    [We're ready to go ahead], thank you for your help
    I've decided, [let's set up the subscription]
    That sounds perfect, [I'd like to go ahead and sign up]
    [Let's do it], please set up the weekly plan for us
    I'm convinced, [please start our subscription]
    @sim deciding price
    That's within our budget, [so yes, please set it up]
    + {price} works for us, [please go ahead]
    [If the discount applies now], I'm happy to sign up today
    The price is reasonable, so [I'd like to subscribe]
    @sim deciding trust
    Since I can cancel any time, [I'm happy to sign up]
    [The terms look fair], so please go ahead
    @sim deciding capability
    It ticks all the boxes for us, [please go ahead and order]
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
