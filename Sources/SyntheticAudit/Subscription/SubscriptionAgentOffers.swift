extension SubscriptionGrammar {
  /// The agent: offers, answers to objections, assurances and closes.
  static let agentOffers = """
    @agent pitch
    You pick the dinners on the app, we pack exactly what they need, and it lands at your door on {day}.
    There are {n} new recipes every week, and a good part of them are {diet}.
    Everything's measured out, so nothing goes to waste in the fridge.
    The quick menu is {minutes} minutes from box to plate, we time every recipe with real people.
    You can skip any week with one tap until {day} noon.
    Most families in {city} take three dinners a week and sort out the rest themselves.
    The boxes come chilled in paper insulation, all of it goes in the recycling.
    If you liked the {dish}, there's a whole page of dishes like it.
    You also get lunches from the leftovers, people forget to count that.
    We buy from farms near {city} where we can, so the veg is two days old at most.
    You can swap any side dish, and the app remembers what you don't like.
    It takes the 'what's for dinner' question off the table, that's what people stay for.
    @agent tell
    For {people} people it's {price} a week with delivery, three dinners, no joining fee.
    It comes to {price} a week, and the first month is {deal} because you had the trial.
    The weekly box is {price}, delivery included, and you only pay in weeks you don't skip.
    The plan that fits you is {price} a week. Start before {day} and it's {deal}.
    So you have the number: {price} a week for {people}, everything in it.
    It's {price} for three dinners. You can go down to two if you like.
    @agent handle-objection price
    {price} is for {people} people and three dinners, it's less than one takeaway night.
    I can do {deal} for the first month, that's as far as they let me go.
    If it's too much, take two dinners instead of three, you can change it every week.
    People tell me they throw away less, so the shop gets smaller too.
    You can skip weeks, and a skipped week costs nothing.
    Put it next to what a week of top-up shopping costs, it's usually about even.
    @agent handle-objection trust
    There's no contract. You cancel in the app in two taps, and I'll send you the page that says so.
    Nothing renews without an email two days before, with a skip button in it.
    Your card is held by the payment service, we never see the number.
    If a box is bad you send a photo and get the money back the same day.
    The reviews on our page include the one star ones, have a look at how we answered.
    I'll put it all in an email, so you have it in writing.
    @agent handle-objection capability
    There are {n} {diet} dishes every week now, the trial box only had a taste.
    You choose every recipe yourself, so nothing turns up that you don't eat.
    I can set bigger portions for you, same recipes.
    The label says {minutes} minutes and if it took longer I'd like to know which one it was.
    We changed the cool packs last month, melted boxes are a thing of the past.
    For kids there's a plain version of most dishes, sauce on the side.
    @agent handle-objection timing
    We can start {date}, and hold your offer until then.
    It's the busy weeks it's made for, there's no shopping and no thinking.
    You can pause as long as you like, moving house included.
    Two minutes and I'm gone: you choose a day, the rest runs by itself.
    Delivery moves with you, you can change the day every week.
    If you're away, skip it. That's one tap.
    @agent handle-objection external
    I'll send a menu you can show {theirs}, it says more than I can.
    {theirs} can have a login too and pick half the dinners.
    Plenty of couples start with one box for the person who's keen.
    You can try a single box together and decide after dinner.
    If flatmates share, we can split the payment.
    Have a chat with {theirs} first, the offer isn't going anywhere.
    @agent handle-objection prior-failure
    What put you off last time? If it was boredom, our menu doesn't repeat for ten weeks.
    Late boxes are free with us, so we're careful not to be late.
    Many people come to us from another kit, mostly because of the waste, and we measure by the gram.
    We don't keep people by making it hard to leave, you'll see the cancel button on page one.
    Tell me what went wrong there and I'll tell you honestly if it would go wrong here.
    Start with one box, and if it feels like the last one, stop.
    @agent handle-objection none
    Is there anything in particular that holds you back?
    A lot of people say that first, then they find they use it on the three worst nights.
    You don't need to change how you cook, it's only for the evenings you choose.
    Tell me what didn't work and I'll see if I can fix it.
    You could take one more box at the trial price and see.
    It doesn't have to be every week, you know.
    @agent push-close
    Shall I start your first box for {day}? I only need a yes.
    The trial price ends tonight, so it'd be good to lock it in now.
    I've put the plan in your basket, you'd just have to confirm it.
    Let's get you set up while I'm here, it takes a minute.
    There are {n} delivery slots left in {city} this week, shall I take one for you?
    Here's the link, enter your card and you're done.
    If you sign up today I'll add a dessert for free.
    Can I put you down for the weekly box then?
    My offer runs until {day}, after that it's the normal price.
    Ready when you are, shall we go ahead?
    @agent reassure price
    You won't pay for a week you skip, ever.
    There's nothing on top, what you see is what you pay.
    No pressure, take the small plan, it's the same food.
    @agent reassure trust
    You can leave whenever you like, no questions asked.
    Your details stay with us, that's a promise.
    I'm a real person and you can ask for me by name.
    @agent reassure capability
    We'll get the food right for you, and if not, it's free.
    Everyone's first box is a bit of a guess, the second fits much better.
    You really don't have to be a good cook.
    @agent reassure timing
    There's no rush, start whenever you like.
    It won't take any more of your time than this chat.
    Your place is safe until {date}.
    @agent reassure external
    It's fine if {theirs} needs time.
    Nobody has to decide today.
    Talk it through, I'm around all week.
    @agent reassure prior-failure
    I'll keep an eye on your first boxes myself.
    What happened there won't happen here.
    If anything goes wrong, you write to me directly.
    @agent reassure none
    You're in good hands.
    Nothing to worry about, it's very easy to change later.
    Just see how it feels, there's no wrong answer.
    Most people settle in by the second box.
    I'm here if anything comes up.
    You can't break anything, everything can be undone.
    """
}
