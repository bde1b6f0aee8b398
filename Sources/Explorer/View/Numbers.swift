import CellGrid
internal import Text

// Numbers as the screens show them, in the short spelling of this target.

extension Int {
  /// With commas between thousands: 1,109.
  var grouped: String { NumberText.grouped(self) }
}

extension Double {
  /// With a fixed number of decimal places and a real minus sign; "—" where it is no number.
  func decimal(_ places: Int, signed: Bool = false) -> String {
    guard isFinite, magnitude < 1e15 else { return "—" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (magnitude * scale).rounded()
    let whole = Int(scaled / scale)
    let rest = Int(scaled - Double(whole) * scale)
    let isZero = whole == 0 && rest == 0
    let sign = isZero ? (signed ? "±" : "") : self < 0 ? "−" : signed ? "+" : ""
    guard places > 0 else { return sign + whole.grouped }
    let digits = String(rest)
    return sign + whole.grouped + "." + String(repeating: "0", count: max(places - digits.count, 0)) + digits
  }

  /// A difference of depth: `+2`, `−1`, `=`.
  var shiftMark: String { self == 0 ? "=" : (self > 0 ? "+" : "−") + magnitude.brief }

  /// Without needless places: 3, 2.5.
  var brief: String { NumberText.brief(self) }
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
}

/// `1 case`, `2 cases`.
func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  NumberText.counted(count, one, many)
}
