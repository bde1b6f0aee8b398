extension SubscriptionGrammar {
  /// Real customers with something in the way who ask, answer or decide, by blocker.
  static let userExploringEngagingDeciding = """
    @user exploring price
    - [how much] is it after the trial
    - what's the [price]
    - do i get [charged] now?
    - [is it per box] or per month
    - what did the free one [cost normally]
    + does {price} [include delivery]
    + is {price} [for {people} people]?
    + any [other plans]
    + what's in it [for {price}]
    + is there a [joining fee]
    + [student discount]?
    @user exploring trust
    [who are you] with again
    where's the [meat from]
    how do you [store my card]
    how long have you [been going]
    is there a [contract]
    [how do i cancel], just so i know
    do you [share] my address
    are you a [real person]
    where's your [kitchen]
    @user exploring capability
    do you have [{diet}]
    how many [recipes] a week
    how long do they [take]
    do you come to [{city}]
    is it [all pre-chopped]
    what [sizes] are there
    [can i choose] the meals?
    how does it [stay cold]
    any [kids meals]
    do I need [special pans]
    @user exploring timing
    what [day] does it come
    [when] would the next one ship
    how [often] is it
    can it come [in the evening]
    how long does it [last in the fridge]
    when do i have to [order by]
    [what time] on {day}s
    @user exploring external
    can [{partner} log in] too
    do you [leave it with a neighbour]
    can [two people pay] half each
    does someone [have to be in]
    is there a [family plan]
    can my flatmate [pick different ones]
    @user exploring prior-failure
    how's it [different from the others]
    had one before, [same thing]?
    do people [stick with it]
    what if it's [late again]
    [why do people quit] yours
    the last one had [same 10 dishes], do you?
    @user engaging price
    we spend about [80 a week] on food, {people} of us
    [cost aside], we're {household} and eat at seven
    fine, [we'll get to the price]. we need {diet}
    + ok {price}, noted. we'd want [three dinners]
    budget's ok, it's the [planning I hate]
    @user engaging trust
    ok I'll bite, we're [{household}]
    fair enough. it's [{diet}] for us, mostly
    you seem honest, so: [I hate cooking on weekdays]
    we're [in {city}], that's all you get haha
    alright, [ask away]
    @user engaging capability
    we're [{diet}], that's the main thing
    anything [under {minutes} minutes] works for us
    the {dish} [went down well]
    we [don't eat much meat]
    {people} of us, [one's a teenager] so big portions
    I [can follow a recipe], just about
    @user engaging timing
    [tuesdays and thursdays] are the chaos days
    I get home [around seven]
    [{day}] is when we're all in
    from {date} I'm [back at the office]
    weekends we [cook ourselves], weekdays no
    @user engaging external
    {partner} [cooks more] than me tbh
    {partner} [liked] the {dish} a lot
    told {partner}, they [want the quick ones]
    kids [helped with it], that was nice
    it's [{household}], everyone eats different
    @user engaging prior-failure
    we had one for [two months], liked the recipes
    the old one was ok, [too much plastic]
    we stopped cos of [a holiday] and never restarted
    the last one was [all pasta]
    I [threw out] the fish every time
    @user deciding price
    + {price} is fine, [sign me up]
    + ok at {deal} [I'm in]
    + [charge it] then, {price}
    - whatever it costs, [start it]
    [first month half price]? deal, go
    [take the card] on file
    @user deciding trust
    ok [read the terms], go ahead
    if i can cancel any time then [yes]
    good enough for me, [start it]
    [put it in the email] and I'm in
    @user deciding capability
    {diet} box, {people} people, [order it]
    [add the {dish}] and send it
    great, [the quick plan] then
    ok [we'll take the bigger box]
    @user deciding timing
    [start {date}], {day}s
    [{day} delivery], done
    send the [first one this week]
    every two weeks then, [set it up]
    @user deciding external
    {partner} [said yes]
    asked {partner}, [we're in]
    {partner}'s fine with it, [go ahead]
    house vote: [yes]
    @user deciding prior-failure
    ok [one more chance], sign me up
    better than the last one, [I'm in]
    fine, [let's try again]
    [alright], but first late box and I'm gone
    """

  /// Openings, and answers to the agent's questions.
  static let userAnswers = """
    @user open resisting
    [who's this]
    [not interested]
    what are you [selling]
    [wrong number]?
    [ugh]
    [what now]
    thought I [unsubscribed]
    @user open exploring
    hi
    hello?
    hey, [what's this about]
    yes?
    hi yeah got the box, [what happens now]
    [who am i talking to]
    hi, [got your message]
    hey
    @user open engaging
    hi! box [came yesterday]
    hey, yeah we [made the {dish}]
    hi, [it was good] actually
    hello, we're [{household}], had the trial
    hi yes, [{diet} box], all fine
    morning, [kids loved it]
    @user answer household
    [{household}]
    just [{people} of us]
    we're [{household}]
    [{people}], sometimes one more
    [{household}] and a dog lol
    @user answer diet
    [{diet}]
    mostly [{diet}]
    one of us is [{diet}]
    [{diet}], and no olives
    [{diet}] on weekdays at least
    @user answer time
    [{minutes} mins] tops
    half an hour [at most]
    [{minutes} minutes], more on weekends
    [not much], I get in at seven
    as [quick as possible]
    @user answer evenings
    [tuesday and thursday] mostly
    [three nights], rest we wing it
    [monday to thursday]
    [{day}s] are the worst
    [weekdays], weekends we go out
    @user answer previous
    [never had one]
    had one [two years ago]
    [one], for a month
    no, [just the shop]
    [tried two], yours is the third
    @user answer budget
    about [80] a week
    [no idea] honestly
    [60 to 70], with lunches
    [too much], mostly snacks
    depends, [around 90]
    @user answer favourite
    the [{dish}]
    [{dish}], easily
    we [fought over the {dish}]
    [the {dish}], the other one was meh
    all ok, [{dish}] best
    """
}
