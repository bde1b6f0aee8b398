import CellGrid
import Text

extension Double {
  /// A difference of depth: `+2`, `−1`, `=`.
  var shiftMark: String { self == 0 ? "=" : (self > 0 ? "+" : "−") + NumberText.brief(magnitude) }
}

extension String {
  /// With "…" for its middle where it is wider than `width` cells: ids often differ only there and at their ends.
  func middleCut(to width: Int) -> String {
    guard width > 2, DisplayWidth.of(self) > width else { return self }
    var head: Substring = prefix(width / 2)
    var tail: Substring = suffix(width - width / 2 - 1)
    while DisplayWidth.of(String(head)) > width / 2 { head.removeLast() }
    while DisplayWidth.of(String(tail)) > width - width / 2 - 1 { tail.removeFirst() }
    return head + "…" + tail
  }

  func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(width - DisplayWidth.of(self), 0)) + self
  }
}
