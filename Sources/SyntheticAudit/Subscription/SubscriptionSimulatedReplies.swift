extension SubscriptionGrammar {
  /// Simulated customers: openers, closers, answers, and polite exits.
  static let simulatedReplies = """
    @sim opener a
    Thank you for the quick reply.
    That's good to know, thank you.
    I really appreciate you taking the time.
    Alright, thanks for walking me through it.
    Okay, I understand.
    Thanks, that answers part of my question.
    Thank you for reaching out.
    I've had a chance to think about it.
    That's a fair point, thank you.
    Thanks for the overview.
    Thanks for explaining that.
    Thank you, that's helpful to know.
    I appreciate the information.
    Okay, that makes sense.
    Thanks for getting back to me.
    That sounds interesting.
    Thank you for being so patient with my questions.
    I see, thanks for clarifying.
    @sim opener b
    Oh wow, okay!
    Haha, I appreciate that!
    You know what, that's a good point.
    Mmm, that does sound tasty!
    Okay, honest answer?
    Hey, thanks for asking!
    Gosh, it's been such a week.
    Ooh, I hadn't thought of that!
    Alright, I'm listening!
    That's so kind of you.
    Oh, that's really great to hear!
    Hmm, okay, I hear you.
    Aw, thanks so much for checking in!
    Right, I totally get that.
    Good question, honestly!
    Okay, so here's where I'm at.
    Ha, fair enough!
    Yeah, I've been thinking about that actually.
    @sim closer a
    Please let me know what you'd suggest.
    Any guidance would be appreciated.
    I want to make sure it suits our household.
    I'm happy to hear more if you have time.
    That would help me decide.
    Thank you for understanding.
    I look forward to hearing from you.
    Could you tell me a bit more about that?
    I'd just like to be sure before I commit.
    Thanks again for your help.
    I hope that makes sense.
    I'd appreciate any details you can share.
    We're trying to plan our meals better this year.
    @sim closer b
    Let me know!
    I hope I'm not being difficult, haha.
    We do love good food, after all!
    It would honestly be such a relief.
    Thanks a million!
    Sorry for all the questions!
    What do you think?
    I really want to make the right choice for us!
    Does that make sense?
    I'd love to hear your thoughts.
    You've been super helpful, thank you!
    Weeknights are just a bit chaotic for us right now.
    @sim answer household
    [{people} of us] most evenings, {household}
    It would be for [{household}], so {people} portions
    We're [{household}], so {people} portions would be about right
    It's [{household}] at the moment, and we usually eat together
    There are [{people} of us], though we sometimes have guests
    @sim answer diet
    [{diet} is what we go for], wherever possible
    We try to keep things [{diet}], if there's enough variety
    We're [mostly {diet}], but we're open to trying new things
    Our household is [{diet}], so that's something we have to watch
    @sim answer time
    Ideally [no more than {minutes} minutes], since we get home late
    [{minutes} minutes or so] is realistic for me
    I'd say [about {minutes} minutes] would be ideal on a weeknight
    We usually have [around half an hour] to cook in the evenings
    @sim answer evenings
    [{day}s are the hardest] to plan for, to be honest
    [Mid-week evenings] are when we'd need it the most
    [Tuesdays and Thursdays] are usually the busiest for us
    We'd probably need it [three nights a week]
    @sim answer previous
    We had [one for about a month], but it got a little repetitive
    [I've only ever done my own shopping], so this is new to me
    We [tried one a couple of years ago], and it was fine overall
    [This would be our first], so I'm not sure what to expect
    @sim answer budget
    [Somewhere between sixty and eighty] a week, I'd say
    It varies, but [around ninety including lunches]
    We spend [roughly eighty a week] on groceries at the moment
    I'd like to [stay around the same budget] as our normal shop
    @sim answer favourite
    [I'd happily cook the {dish} again], it was lovely
    The {dish} was [a hit with everyone] at the table
    [The {dish}] was definitely our favourite
    We really enjoyed [the {dish}], it was full of flavour
    @sim resisting refusal
    [I'm going to say no for now], but I wish you all the best
    Thanks, but [please go ahead and close the trial]
    [I'll have to decline], but thank you for the offer
    [No thank you], I don't think it's right for us
    I've thought about it, and [I'd like to cancel], please
    [We won't be continuing] after the trial, but thanks for everything
    @sim resisting delay
    [Maybe in a couple of months], when our schedule opens up
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
    [I'll sleep on it] and get back to you tomorrow, if that's alright
    [I'd like to look at next week's menu first], then I'll decide
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
