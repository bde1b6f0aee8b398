extension SubscriptionGrammar {
  /// The agent: openings, acknowledgements of what the customer said, and questions.
  static let agentQuestions = """
    @agent open rapport
    Hi, it's {agent} from the kitchen team. Hope the trial box got to {city} in one piece!
    Hello! {agent} here. How's your week going?
    Hi there, I'm {agent}, I look after new customers in {city}. Nice to meet you.
    Hey, this is {agent}. Thanks for finding us through {channel}!
    Good morning, {agent} here from the meal box team. Have you got a minute?
    Hi, I'm {agent}. I packed a little extra into your trial box, hope you liked it.
    @agent open probe
    Hi, {agent} here. How did you get on with the trial box?
    Hello, I'm {agent}. Which of the trial dinners did you cook first?
    Hi, {agent} from the meal box team. Did everything arrive as it should in {city}?
    Hey, I'm {agent}. Are you the one who cooks at home?
    @agent open pitch
    Hi, {agent} here. Your trial ends this week, and I'd love to keep the boxes coming.
    Hello! I'm {agent}. We've just opened evening delivery in {city} and I thought of you.
    Hi, {agent} from the meal box team. There's a new {diet} menu out and it's a good one.
    @agent ack resisting
    I hear you.
    Fair enough.
    No problem at all.
    Understood, I'll be brief.
    Sorry, I don't want to be a nuisance.
    @agent ack exploring
    Good question.
    Happy to explain.
    Sure, here's how it is.
    Glad you asked.
    Of course.
    @agent ack engaging
    That's lovely to hear.
    Thanks for telling me.
    Got it.
    Great, that helps me a lot.
    Noted!
    @agent ack considering
    Take your time.
    That's a sensible way to look at it.
    I can see why you'd weigh it up.
    Makes sense to compare.
    Let's make it simple.
    @agent ack deciding
    Wonderful!
    Great, I'll set it up.
    Perfect, thank you.
    Brilliant, welcome aboard.
    @agent ack refusal
    Okay, I respect that.
    No hard feelings at all.
    Understood, nothing will be charged.
    @agent ack delay
    Sure, whenever suits you.
    No rush.
    Of course, I'll be here.
    @agent ack topic-change
    Ha, good one.
    I'll ask around about that! Back to dinner, though.
    That made me smile.
    @agent ack price
    Let's talk about the cost openly.
    I get it, everything's got dearer.
    Money matters, of course.
    @agent ack trust
    You're right to ask.
    I understand the caution.
    Nothing hidden, I promise.
    @agent ack capability
    Let me look at what would fit you.
    Thanks for being frank about the food.
    I've made a note of that for the kitchen.
    @agent ack timing
    I'll keep it short.
    I know evenings are short.
    We can work around your calendar.
    @agent ack external
    It's a decision for the whole table, I know.
    Of course, it has to suit everyone.
    I understand, {theirs} has a say.
    @agent ack prior-failure
    Sorry you had that with the last one.
    I hear that a lot about other kits.
    That sounds annoying, honestly.
    @agent ack answer household
    {people} portions then.
    A full table, lovely.
    @agent ack answer diet
    {diet} is no problem.
    We do plenty of {diet}.
    @agent ack answer time
    {minutes} minutes is doable.
    Quick ones, got it.
    @agent ack answer evenings
    Those are the nights we're made for.
    Right, I'll plan around those.
    @agent ack answer previous
    Thanks, good to know where you're coming from.
    That gives me something to go on.
    @agent ack answer budget
    That's about what most people tell me.
    Good, we can work with that.
    @agent ack answer favourite
    The {dish} is a favourite here too.
    Good taste!
    @agent rapport
    I've got two kids myself, so I know what six o'clock looks like.
    How's {city} treating you these days?
    I made the {dish} on Sunday and burnt the first one, so no judgement from me.
    Cooking after work is a battle, I'm with you.
    Honestly, half my customers started out not liking to cook.
    Whatever you decide, it's been nice chatting.
    I hope the week isn't too rough on you.
    My colleagues say I talk about food too much, so stop me.
    It's great that you cook at all, many people have given up.
    I always like hearing how the first box went.
    @agent probe household
    How many are you at the table?
    Who are you cooking for on a normal night?
    Is it just you, or a full house?
    How many portions do you usually need?
    @agent probe diet
    Anything you don't eat?
    Are there any diets at home I should know about?
    Is anyone vegetarian or allergic to something?
    Which things would you never want in a box?
    @agent probe time
    How long do you want to stand in the kitchen on a weekday?
    How much time is there for cooking, honestly?
    Do you prefer quick ones or a slow Sunday recipe?
    What's the longest you'd cook on a work night?
    @agent probe evenings
    Which evenings are the hard ones?
    How many nights a week would a box help?
    Is it weekdays you'd want covered, or weekends too?
    On which day would a delivery suit you?
    @agent probe previous
    Have you had a meal kit before?
    What have you tried so far, apart from us?
    Is this your first box of this kind?
    Did you ever have one of these and stop?
    @agent probe budget
    Roughly what do you spend on dinners in a week?
    What would feel like a fair weekly amount to you?
    Do you have a grocery budget you try to keep?
    What does a normal shop come to?
    @agent probe favourite
    Which of the trial dishes did you like best?
    Was there one you'd cook again?
    Did the {dish} work for you?
    What would you want more of?
    @agent follow-up
    Hi again, did you see my message?
    Just checking in, no rush.
    Hello, are you still there?
    I know it's a busy week, so I'll ask once more.
    Quick nudge from me.
    Sorry to chase you.
    """
}
