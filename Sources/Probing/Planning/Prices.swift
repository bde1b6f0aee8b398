/// What models cost, as a person wrote it down.
public struct Prices: Sendable, Hashable {
  /// For a million tokens.
  public struct Price: Sendable, Hashable {
    public var input: Double
    public var output: Double
    /// Any words, such as USD.
    public var currency: String

    public init(input: Double, output: Double, currency: String) {
      self.input = input
      self.output = output
      self.currency = currency
    }
  }

  /// By the model as definitions name it.
  public var models: [String: Price]

  public init(_ models: [String: Price] = [:]) { self.models = models }

  /// What so many tokens cost; `nil` where nothing says what the model costs.
  public func cost(of model: String, promptTokens: Int, completionTokens: Int) -> Cost? {
    models[model].map { price in
      Cost(
        amount: (Double(promptTokens) * price.input + Double(completionTokens) * price.output) / 1e6,
        currency: price.currency)
    }
  }
}

/// An amount of money.
public struct Cost: Sendable, Hashable, Codable {
  public var amount: Double
  public var currency: String

  /// The sum by currency, in the order in which they come.
  public static func sums(_ costs: [Cost]) -> [Cost] {
    costs.reduce(into: []) { sums, cost in
      if let place = sums.firstIndex(where: { $0.currency == cost.currency }) {
        sums[place].amount += cost.amount
      } else {
        sums.append(cost)
      }
    }
  }
}
