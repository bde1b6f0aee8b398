import CellGrid

/// What the body of the screen shows; some screens hold two panes where there is room.
enum Screen: Sendable, Hashable {
  /// The case list and the reader.
  case browse
  /// The facets, and the case list where there is room.
  case facets
  case statistics, receipt, trial, help, messages

  init(of pane: Pane) {
    switch pane {
    case .cases, .reader: self = .browse
    case .facets: self = .facets
    case .statistics: self = .statistics
    case .receipt: self = .receipt
    case .trial: self = .trial
    case .help: self = .help
    case .messages: self = .messages
    }
  }
}

/// Where everything stands on a screen of some size.
struct Layout: Sendable {
  var title: Rect
  var body: Rect
  var status: Rect
  /// The visible panes, from left to right.
  var panes: [(pane: Pane, rect: Rect)]

  static let smallestColumns = 40
  static let smallestRows = 10
  /// From here on the list stands left of the reader.
  static let wideColumns = 120
  /// From here on the case list stands beside the facets.
  static let facetsBesideColumns = 100
  static let facetsWidth = 46

  init(columns: Int, rows: Int, screen: Screen, focus: Pane, isZoomed: Bool) {
    let whole = Rect(row: 0, column: 0, rows: rows, columns: columns)
    let (title, rest) = whole.splitTop(1)
    let (body, status) = rest.splitBottom(1)
    self.title = title
    self.body = body
    self.status = status
    switch screen {
    case .browse where columns >= Layout.wideColumns && !isZoomed:
      let (list, reader) = body.splitLeft(Layout.listWidth(columns), gap: 1)
      panes = [(.cases, list), (.reader, reader)]
    case .facets where columns >= Layout.facetsBesideColumns && !isZoomed:
      let (facets, list) = body.splitLeft(Layout.facetsWidth, gap: 1)
      panes = [(.facets, facets), (.cases, list)]
    case .browse: panes = [(focus == .reader ? .reader : .cases, body)]
    case .facets: panes = [(focus == .cases ? .cases : .facets, body)]
    case .statistics: panes = [(.statistics, body)]
    case .receipt: panes = [(.receipt, body)]
    case .trial: panes = [(.trial, body)]
    case .help: panes = [(.help, body)]
    case .messages: panes = [(.messages, body)]
    }
  }

  /// Two fifths for the list: the reader's two columns need more.
  static func listWidth(_ columns: Int) -> Int { min(max(columns * 2 / 5, 46), 96) }

  func rect(of pane: Pane) -> Rect? { panes.first { $0.pane == pane }?.rect }

  static func isTooSmall(columns: Int, rows: Int) -> Bool {
    columns < smallestColumns || rows < smallestRows
  }
}
