/// Why a number cannot be given.
///
/// Every function of this module either returns finite numbers or throws one of these; the description is a sentence
/// that can stand in the place of the number.
public enum StatisticsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The input holds NaN or an infinity. `what` names the argument.
  case notFinite(what: String)
  /// Fewer observations than the quantity needs.
  case tooFewValues(needed: Int, got: Int)
  /// Fewer clusters (conversations, customers) than the quantity needs.
  case tooFewClusters(needed: Int, got: Int)
  /// All observations are equal, so that there is no scale to judge a difference by.
  case noVariance(what: String)
  /// A group, a margin or a denominator in which there is nothing.
  case empty(what: String)
  /// An argument outside of its domain.
  case outOfRange(what: String, value: Double, allowed: String)
  /// An argument that no result belongs to, in words: what it is and what is allowed.
  case invalidArgument(String)
  /// Two arguments that belong together differ in length.
  case mismatchedLengths(what: String, first: Int, second: Int)
  /// The result is larger than a `Double` holds.
  case overflow(what: String)
  /// The quantity does not exist for this input, for the reason given.
  case undefined(reason: String)

  public var description: String {
    switch self {
    case .notFinite(let what): "\(what) holds a value that is not a finite number"
    case .tooFewValues(let needed, let got): "needs at least \(needed) values, got \(got)"
    case .tooFewClusters(let needed, let got): "needs at least \(needed) clusters, got \(got)"
    case .noVariance(let what): "no variance in \(what)"
    case .empty(let what): "\(what) is empty"
    case .outOfRange(let what, let value, let allowed): "\(what) is \(value), allowed is \(allowed)"
    case .invalidArgument(let what): what
    case .mismatchedLengths(let what, let first, let second): "\(what) differ in length: \(first) and \(second)"
    case .overflow(let what): "\(what) is too large to be represented"
    case .undefined(let reason): reason
    }
  }
}
