/// What came back when the program asked a simulator or an instrument.
public struct ReceiptAnswers: Sendable, Hashable, Codable {
  /// A model that gave valid answers, by its own name, which may be another than was asked for.
  public struct Served: Sendable, Hashable, Codable {
    public var model: String
    public var answers: Int

    public init(model: String, answers: Int) {
      self.model = model
      self.answers = answers
    }
  }

  /// Answers that stayed invalid for one reason.
  public struct Reason: Sendable, Hashable, Codable {
    /// "unreadable", "filtered", "refused", "errored", "context-cut", "length-cut", …; absent where it was not noted.
    public var cause: String?
    public var why: String
    public var count: Int
    /// The beginning of such an answer, in the model's words; absent where nothing came.
    public var example: String?

    public init(cause: String?, why: String, count: Int, example: String?) {
      self.cause = cause
      self.why = why
      self.count = count
      self.example = example
    }
  }

  /// The commonest first.
  public var served: [Served]
  /// "json_schema", "json_object" or "text": how labels were asked for; absent for simulators.
  public var format: String?
  /// The endpoint's words for refusing a better format.
  public var formatRefusal: String?
  public var valid: Int
  public var invalid: Int
  /// Turns that end where `max_tokens` cut them; absent for instruments.
  public var cutOff: Int?
  /// Invalid answers by cause.
  public var reasons: [Reason]

  public init(
    served: [Served], format: String? = nil, formatRefusal: String? = nil, valid: Int, invalid: Int,
    cutOff: Int? = nil, reasons: [Reason]
  ) {
    self.served = served
    self.format = format
    self.formatRefusal = formatRefusal
    self.valid = valid
    self.invalid = invalid
    self.cutOff = cutOff
    self.reasons = reasons
  }
}
