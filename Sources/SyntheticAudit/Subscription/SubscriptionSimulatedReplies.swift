extension SubscriptionGrammar {
  /// Simulated customers: answers, and the polite ways in which they refuse, put off or change the subject.
  static let simulatedReplies = """
    @sim answer household
    We're [{household}], so {people} portions would be about right
    It's [{household}] at the moment, and we usually eat together
    There are [{people} of us], though we sometimes have guests
    @sim answer diet
    We're [mostly {diet}], but we're open to trying new things
    Our household is [{diet}], so that's something we have to watch
    @sim answer time
    I'd say [about {minutes} minutes] would be ideal on a weeknight
    We usually have [around half an hour] to cook in the evenings
    @sim answer evenings
    [Tuesdays and Thursdays] are usually the busiest for us
    We'd probably need it [three nights a week]
    @sim answer previous
    We [tried one a couple of years ago], and it was fine overall
    [This would be our first], so I'm not sure what to expect
    @sim answer budget
    We spend [roughly eighty a week] on groceries at the moment
    I'd like to [stay around the same budget] as our normal shop
    @sim answer favourite
    [The {dish}] was definitely our favourite
    We really enjoyed [the {dish}], it was full of flavour
    @sim resisting refusal
    [I'll have to decline], but thank you for the offer
    [No thank you], I don't think it's right for us
    I've thought about it, and [I'd like to cancel], please
    [We won't be continuing] after the trial, but thanks for everything
    @sim resisting delay
    [Perhaps another time], when things are a bit calmer
    [I'll get back to you] if we change our minds
    Could we [revisit this in a few weeks]?
    [Now isn't the best moment], but maybe later on
    I'm a bit busy at the moment, [can we talk another day]?
    @sim resisting topic-change
    By the way, [have you worked there long]?
    On another note, [how has your day been]?
    Incidentally, [do you have any cooking tips]?
    @sim exploring refusal
    I'd [rather not have a call], but I'm happy to chat here
    [I'd prefer not to fill in the form yet], could you just outline the options?
    @sim exploring delay
    If you send me the menu, [I'll take a look later today]
    [I have to step away for a bit], but I'd like to hear more
    @sim exploring topic-change
    Out of curiosity, [do you also offer wine pairings]?
    By the way, [is the packaging recyclable]?
    @sim engaging refusal
    [I'd rather not share our exact budget], but we're {household}
    [I'll skip the survey], though I'm glad to answer here
    @sim engaging delay
    [I'll send you our address later], but we're in {city}
    Let me [check with {partner} what they liked], and I'll tell you
    @sim engaging topic-change
    It reminds me of [the meals my mother used to make], actually
    Speaking of which, [we just redid our kitchen]
    @sim considering refusal
    [I don't think we'd need the largest box], but the smaller one sounds good
    [I'd rather not take a yearly plan], a monthly one might work
    @sim considering delay
    [I'd like a few days to think it over], if that's okay
    [Let me discuss it at home], and I'll get back to you
    [Can I let you know {day}]? I want to think about it
    @sim considering topic-change
    By the way, [which recipe would you recommend]?
    I also wondered [what you do with unsold food]
    @sim deciding refusal
    [I don't need any add-ons], just the weekly box, please
    [No need for the welcome call], please just get us started
    @sim deciding delay
    We're decided, [I'll complete the payment this evening]
    I'd like to sign up, [I'll enter my card {day}]
    @sim deciding topic-change
    I've just signed up! By the way, [do you have birthday boxes]?
    All done, and out of curiosity, [which pan works best]?
    """
}
