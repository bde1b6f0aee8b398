import Cases
import CellGrid

/// The previews of the cases around the visible ones: bounded, however long the list is.
struct PreviewCache: Sendable {
  private var previews: [CaseKey: CasePreview] = [:]
  private var requested: Set<CaseKey> = []
  /// The cells of the widest conversation id so far, so that the columns of the list stand still.
  private(set) var widestID = 0
  private static let limit = 2_000

  subscript(key: CaseKey) -> CasePreview? { previews[key] }

  /// Which of `keys` are neither here nor on the way; they count as on the way from now on.
  mutating func missing(of keys: [CaseKey]) -> [CaseKey] {
    let missing = keys.filter { previews[$0] == nil && !requested.contains($0) }
    requested.formUnion(missing)
    return missing
  }

  /// Takes what was loaded, and forgets what is not among `wanted` once there is too much.
  mutating func take(_ loaded: [CaseKey: CasePreview], wanted: [CaseKey]) {
    requested.subtract(loaded.keys)
    previews.merge(loaded) { $1 }
    widestID = loaded.values.reduce(widestID) { max($0, DisplayWidth.of($1.conversationID)) }
    guard previews.count > PreviewCache.limit else { return }
    let kept = Set(wanted)
    previews = previews.filter { kept.contains($0.key) }
  }

  /// Forgets what is on the way, so that it is asked for again.
  mutating func forgetRequests() { requested = [] }

  mutating func removeAll() {
    previews = [:]
    requested = []
    widestID = 0
  }

  var count: Int { previews.count }
}
