internal import Synchronization
internal import Text

/// What an export leaves out for the sake of the people in it.
public struct ExportPrivacy: Sendable, Hashable {
  /// Profile values and every ``MaskKind`` are masked. Ids stay.
  public var isRedacted: Bool
  /// Only labels and reviews: no turn, no signal, no rationale, no profile.
  public var isWithoutText: Bool

  public init(isRedacted: Bool = false, isWithoutText: Bool = false) {
    self.isRedacted = isRedacted
    self.isWithoutText = isWithoutText
  }

  public var isNeeded: Bool { isRedacted || isWithoutText }
}

/// Counts what an export masked and left out, on all processors.
public final class MaskTally: Sendable {
  private struct State {
    var counts: [MaskKind: Int] = [:]
    var unknownMembers = 0
    var tellingIDs: Set<String> = []
  }

  private let state = Mutex(State())

  public init() {}

  public var counts: [MaskKind: Int] { state.withLock(\.counts) }
  /// Members of records that the program does not know and that a bundle left out, since it cannot vouch for them.
  public var unknownMembers: Int { state.withLock(\.unknownMembers) }
  /// Ids that look like what is masked elsewhere.
  public var tellingIDs: Set<String> { state.withLock(\.tellingIDs) }

  func add(_ kind: MaskKind, _ count: Int = 1) { state.withLock { $0.counts[kind, default: 0] += count } }

  func add(_ masks: [MaskedText.Mask]) {
    for mask in masks { add(mask.kind) }
  }

  func addUnknownMembers() { state.withLock { $0.unknownMembers += 1 } }

  func check(id: UnsafeRawBufferPointer) {
    guard tellingIDs.count < 1_000 else { return }
    let masked = MaskedText(id)
    guard masked.masks.contains(where: { $0.kind != .digits }) else { return }
    let id = String(decoding: masked.original, as: UTF8.self)
    state.withLock { _ = $0.tellingIDs.insert(id) }
  }

  /// How many of each kind there were, for programs.
  public var named: [(kind: String, count: Int)] {
    let counts = counts
    return MaskKind.allCases.compactMap { kind in counts[kind].map { (kind.rawValue, $0) } }
  }

  /// What was masked, in a sentence: "masked 3 phone numbers, 1 link".
  public var summary: String {
    let counts = counts
    let parts = MaskKind.allCases.compactMap { kind in counts[kind].map { kind.counted($0) } }
    var text = parts.isEmpty ? "masked nothing" : "masked " + parts.joined(separator: ", ")
    if unknownMembers > 0 { text += "; left out unknown keys of \(NumberText.counted(unknownMembers, "record"))" }
    if !tellingIDs.isEmpty {
      text += "; ids stay as they are, and \(tellingIDs.count) of customers look like phone numbers, addresses or links"
    }
    return text
  }
}
