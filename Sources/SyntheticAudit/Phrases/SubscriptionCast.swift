/// What a meal kit company's sales agent and a customer talk about; their words are in `subscription.txt`.
enum Subscription {
  static let topics = ["household", "diet", "time", "evenings", "previous", "budget", "favourite"]

  private static let households = [
    "two adults", "two adults and a baby", "a family of four", "two adults and two teenagers",
    "one adult and two kids", "a couple and a grandmother", "three flatmates",
  ]

  private static let dishes = [
    "lentil curry", "bean chilli", "mushroom risotto", "chickpea stew", "rice bowl", "tray bake", "gnocchi bake",
  ]

  private static let diets = ["vegetarian", "gluten-free", "low-carb", "dairy-free", "nut-free", "pescatarian"]

  private static let cities = ["Leeds", "Bristol", "Glasgow", "Norwich", "Cardiff", "Sheffield", "Exeter", "York"]

  /// The customer and the agent.
  static let cast = Cast([
    Cast.Trait(
      field: ("household", households),
      slots: [
        ("household", households),
        ("people", ["two", "two", "four", "four", "three", "three", "three"]),
        ("partner", ["my wife", "my husband", "my wife", "my husband", "my mum", "my girlfriend", "my flatmate"]),
        (
          "theirs",
          ["your wife", "your husband", "your wife", "your husband", "your mum", "your girlfriend", "your flatmate"]
        ),
      ]),
    Cast.Trait(field: ("diet", diets), slots: [("diet", diets)]),
    Cast.Trait(field: ("city", cities), slots: [("city", cities)]),
    Cast.Trait(
      field: ("cooking_minutes", ["20", "25", "30", "35"]), slots: [("minutes", ["20", "25", "30", "35"])]),
    Cast.Trait(field: ("trial_dish", dishes), slots: [("dish", dishes)]),
    Cast.Trait(
      field: ("channel", ["friend", "leaflet", "market stall", "podcast", "search"]),
      slots: [("channel", ["a friend", "a leaflet", "the market stall", "a podcast", "a search"])]),
    Cast.Trait(slots: [("price", ["£52", "£58", "£46", "£64"]), ("deal", ["£39", "£44", "£35", "£48"])]),
    Cast.Trait(slots: [("agent", ["Maya", "Jonas", "Priya", "Tom", "Elena", "Sam"])]),
    Cast.Trait(slots: [("n", ["12", "14", "16", "18", "22"])], isFresh: true),
    Cast.Trait(slots: [("day", ["Monday", "Tuesday", "Thursday", "Friday", "Sunday"])], isFresh: true),
    Cast.Trait(
      slots: [("date", ["next month", "mid-June", "early July", "late August", "next week"])], isFresh: true),
  ])
}
