extension GenerationOptions.Domain {
  /// The strata, the uncommitted one first.
  var strata: [(id: String, label: String)] {
    switch self {
    case .matchmaking: [("non-buyer", "Non-buyers"), ("buyer", "Buyers")]
    case .subscription: [("non-subscriber", "Non-subscribers"), ("subscriber", "Subscribers")]
    }
  }

  var language: String { self == .matchmaking ? "zh" : "en" }

  var title: String {
    switch self {
    case .matchmaking: "Matchmaking sales to parents, synthetic"
    case .subscription: "Meal kit subscription sales, synthetic"
    }
  }

  var story: String {
    switch self {
    case .matchmaking:
      "A matchmaking agency's consultant writes with parents who worry about their unmarried children; some buy a year of service."
    case .subscription: "A meal kit company's agent writes with customers after their trial box; some subscribe."
    }
  }

  var outcomeName: String { self == .matchmaking ? "payment" : "subscription payment" }
}
