import CellGrid
import Text

extension Double {
  /// A difference of depth: `+2`, `−1`, `=`.
  var shiftMark: String { self == 0 ? "=" : (self > 0 ? "+" : "−") + NumberText.brief(magnitude) }
}

extension String {
  /// With "…" for its middle where it is wider than `width` cells: ids often differ only there and at their ends.
  ///
  /// - Parameter headWidth: The cells before the "…", less than `width`; half of them where it is `nil`.
  func middleCut(to width: Int, head headWidth: Int? = nil) -> String {
    guard width > 2, DisplayWidth.of(self) > width else { return self }
    let (before, after) = (headWidth ?? width / 2, width - (headWidth ?? width / 2) - 1)
    var head: Substring = prefix(before)
    var tail: Substring = suffix(after)
    while DisplayWidth.of(String(head)) > before { head.removeLast() }
    while DisplayWidth.of(String(tail)) > after { tail.removeFirst() }
    return head + "…" + tail
  }

  func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(width - DisplayWidth.of(self), 0)) + self
  }
}

/// Where the ids of a column lose what there is no room for: where most of them still differ.
struct IDCut {
  private let width: Int
  private let head: Int

  /// - Parameter ids: Those in sight.
  init(_ ids: some Sequence<String>, width: Int) {
    let distinct = Set(ids)
    func different(_ head: Int) -> Int { Set(distinct.map { $0.middleCut(to: width, head: head) }).count }
    self.width = width
    let middle = width / 2
    var (best, most) = (middle, different(middle))
    // The nearest to the middle of those that tell most apart.
    for head in (0..<max(width, 1)).sorted(by: { abs($0 - middle) < abs($1 - middle) }) where most < distinct.count {
      let count = different(head)
      if count > most { (best, most) = (head, count) }
    }
    head = best
  }

  func callAsFunction(_ id: String) -> String { id.middleCut(to: width, head: head) }
}
