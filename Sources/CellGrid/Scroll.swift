/// Where a list of `count` items stands in a window of some rows: the chosen item and the first one shown.
public struct Scroll: Sendable, Hashable {
  /// The chosen item; 0 where there is none.
  public private(set) var selected = 0
  /// The first item shown.
  public private(set) var first = 0
  /// The number of items.
  public private(set) var count = 0
  /// The rows of the window.
  public private(set) var height = 1
  /// The rows kept between the chosen item and the window's edge, where there are items left.
  public var margin = 2

  public init(count: Int = 0, height: Int = 1) {
    resize(count: count, height: height)
  }

  /// The items that are shown.
  public var visible: Range<Int> { first..<min(first + height, count) }

  /// Chooses an item; places outside are moved to the nearer end.
  public mutating func select(_ index: Int) {
    selected = min(max(index, 0), max(count - 1, 0))
    keepVisible()
  }

  /// Moves by some items, down where positive.
  public mutating func move(by distance: Int) {
    select(selected.saturatingAdding(distance))
  }

  /// Moves by part of a window: 1 is a page forward, −0.5 half a page back.
  public mutating func page(_ pages: Double) {
    let rows = Int(nearest: Double(max(height - (abs(pages) >= 1 ? 1 : 0), 1)) * pages)
    first = min(max(first.saturatingAdding(rows), 0), max(count - height, 0))
    let margin = boundedMargin
    let window = first + (first > 0 ? margin : 0)...first + height - 1 - (first < count - height ? margin : 0)
    select(min(max(selected.saturatingAdding(rows), window.lowerBound), window.upperBound))
  }

  /// Follows a change of the number of items or of the window.
  public mutating func resize(count: Int, height: Int) {
    self.count = max(count, 0)
    self.height = max(height, 1)
    select(selected)
  }

  /// Puts the chosen item in the middle of the window, as far as the ends allow.
  public mutating func centre() {
    first = selected - height / 2
    keepVisible()
  }

  /// The margin, as far as the window has room for it.
  private var boundedMargin: Int { min(max(margin, 0), (height - 1) / 2) }

  private mutating func keepVisible() {
    let margin = boundedMargin
    if selected - first < margin { first = selected - margin }
    if selected - first > height - 1 - margin { first = selected - height + 1 + margin }
    first = min(max(first, 0), max(count - height, 0))
  }
}

extension Int {
  fileprivate func saturatingAdding(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }
}
