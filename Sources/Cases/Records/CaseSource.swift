/// What hands out the texts of cases for an export: a store, seen from a writer of files.
public protocol CaseSource {
  /// The names of profile fields by their number in ``PackedProfile``.
  var profileFields: [String] { get }

  /// Calls `body` with the texts of each row, in the order given. Ascending rows are fastest.
  ///
  /// - Parameter hasLabels: Whether signals, convergence and rationales are wanted.
  func forEachCase(
    _ rows: [Int], of table: CaseTable, hasLabels: Bool, _ body: (CaseTexts) throws -> Void) throws
}

/// The texts of one case. The buffers live as long as the call.
public struct CaseTexts {
  /// What an instrument wrote beside its codes.
  public struct LabelTexts {
    public var signal: UnsafeRawBufferPointer?
    public var convergence: Double?
    public var rationale: UnsafeRawBufferPointer?

    public init(
      signal: UnsafeRawBufferPointer? = nil, convergence: Double? = nil, rationale: UnsafeRawBufferPointer? = nil
    ) {
      self.signal = signal
      self.convergence = convergence
      self.rationale = rationale
    }
  }

  /// The row in the table.
  public var row: Int
  public var conversation: UnsafeRawBufferPointer
  public var customer: UnsafeRawBufferPointer?
  public var outcomeAt: UnsafeRawBufferPointer?
  /// ``PackedProfile``
  public var profile: UnsafeRawBufferPointer
  /// ``PackedTurns``
  public var turns: UnsafeRawBufferPointer
  /// The joined texts of the turns.
  public var text: UnsafeRawBufferPointer
  /// `nil` where the real user never answered.
  public var real: UnsafeRawBufferPointer?
  /// `nil` where the simulator chose not to reply, or its text is not in the audit.
  public var simulated: UnsafeRawBufferPointer?
  public var realLabel = LabelTexts()
  public var simulatedLabel = LabelTexts()

  public init(row: Int, conversation: UnsafeRawBufferPointer) {
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    self.row = row
    self.conversation = conversation
    profile = nothing
    turns = nothing
    text = nothing
  }
}
