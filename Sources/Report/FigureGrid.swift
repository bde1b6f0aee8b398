internal import Fidelity
internal import Figures
internal import Text

/// Figures in rows and columns, before HTML or Markdown is made of them.
struct FigureGrid: Sendable {
  enum Cell: Sendable {
    /// Words that may be a stranger's, and what they mean where they name a figure.
    case words(String, about: FigureDefinition? = nil)
    case figure(FigureInstance, beside: Beside = [.interval, .bootstrap])
    case number(String)
  }

  /// What stands beside a figure's value.
  struct Beside: OptionSet, Sendable {
    let rawValue: Int
    static let interval = Beside(rawValue: 1 << 0)
    /// The interval of the cluster bootstrap, where it is another.
    static let bootstrap = Beside(rawValue: 1 << 1)
    /// What it rests on.
    static let basis = Beside(rawValue: 1 << 2)
    /// What a share was counted from.
    static let counts = Beside(rawValue: 1 << 3)
  }

  var heads: [Cell]
  var rows: [[Cell]] = []
  /// How many columns from the left hold words.
  var wordColumns = 1

  /// The tables of a part, by its layout: what stands in the place of plots, too.
  static func grids(_ part: ReportPart) -> [(title: String, grid: FigureGrid)] {
    guard !part.blocks.isEmpty else { return [] }
    switch part.section.layout {
    case .list: return [("", list(part.blocks))]
    case .table: return [("", table(part.blocks, beside: [.interval, .bootstrap]))]
    case .pivot: return [("", pivot(part.blocks))]
    case .matrix: return part.blocks.map { ($0.name, matrix($0)) }
    case .shares:
      return part.blocks.map { block in
        var own = block
        own.title = ""
        return (block.name, table([own], beside: [.interval, .counts]))
      }
    }
  }

  /// A line a figure, block beside block.
  private static func list(_ blocks: [FigureBlock]) -> FigureGrid {
    var grid = FigureGrid(heads: [.words("")] + blocks.map { .words($0.name) })
    let columns = blocks.map { block in block.entries.flatMap(\.figures) }
    for (row, figure) in columns[0].enumerated() {
      grid.rows.append(
        [.words(figure.definition.words, about: figure.definition)]
          + columns.map { .figure($0[row], beside: [.interval, .bootstrap, .basis]) })
    }
    return grid
  }

  /// A line an entry, a column a figure; what figures rest on in a column of its own, unless counts stand beside them.
  private static func table(_ blocks: [FigureBlock], beside: Beside) -> FigureGrid {
    let hasTitles = blocks.contains { !$0.title.isEmpty }
    let hasCounts = !beside.contains(.counts) && blocks.contains { $0.entries.contains { $0.basis != nil } }
    var grid = FigureGrid(heads: hasTitles ? [.words(""), .words("")] : [.words("")])
    grid.wordColumns = grid.heads.count
    grid.heads += blocks[0].entries[0].figures.map { .words($0.definition.words, about: $0.definition) }
    if hasCounts { grid.heads.append(.words("n")) }
    for block in blocks {
      for (place, entry) in block.entries.enumerated() {
        var row: [Cell] = hasTitles ? [.words(place == 0 ? block.title : "")] : []
        row.append(.words(entry.words))
        row += entry.figures.map { .figure($0, beside: beside) }
        if hasCounts { row.append(.number(entry.basis.map(NumberText.grouped) ?? "")) }
        grid.rows.append(row)
      }
    }
    return grid
  }

  /// A line an entry that several blocks share: each block's figures are columns.
  private static func pivot(_ blocks: [FigureBlock]) -> FigureGrid {
    var names: [String] = []
    for entry in blocks.flatMap(\.entries) where !names.contains(entry.words) { names.append(entry.words) }
    var grid = FigureGrid(heads: [.words("")])
    let columns = blocks.flatMap { block in (block.entries.first?.figures ?? []).indices.map { (block, $0) } }
    grid.heads += columns.map { block, place in
      let definition = block.entries[0].figures[place].definition
      return .words(block.stratum == nil ? definition.words : "\(definition.words), \(block.title)", about: definition)
    }
    for name in names {
      grid.rows.append(
        [.words(name)]
          + columns.map { block, place in
            block.entries.first { $0.words == name }.map { .figure($0.figures[place], beside: [.interval, .basis]) }
              ?? .number("—")
          })
    }
    return grid
  }

  /// A square of counts.
  private static func matrix(_ block: FigureBlock) -> FigureGrid {
    let square = block.square
    var grid = FigureGrid(
      heads: [.words("\(block.axes.row) ↓ \(block.axes.column) →")] + square.map { .words($0[0].group ?? "") })
    for row in square {
      grid.rows.append([.words(row[0].group ?? "")] + row.map { .figure($0.figures[0]) })
    }
    return grid
  }
}

extension FigureBlock {
  /// "Non-buyers, 534 pairs"
  var name: String { [title, basis].filter { !$0.isEmpty }.joined(separator: ", ") }

  /// The cells of a square, a row a real stage.
  var square: [[FigureEntry]] {
    var rows: [[FigureEntry]] = []
    for entry in entries {
      if rows.last?.first?.group == entry.group { rows[rows.count - 1].append(entry) } else { rows.append([entry]) }
    }
    return rows
  }
}

extension FigureInstance {
  /// What stands beside the value: "[+0.13, +0.47]", "bootstrap [+0.12, +0.46]", "n 374" or "140 of 534".
  func notes(_ beside: FigureGrid.Beside) -> [String] {
    guard reading.number != nil else { return [] }
    return [
      beside.contains(.interval) ? interval : nil,
      beside.contains(.bootstrap) && showsBootstrap ? bootstrap.map { "bootstrap \($0)" } : nil,
      beside.contains(.basis) ? reading.basis.map { "n \(NumberText.grouped($0))" } : nil,
      beside.contains(.counts) ? counts : nil,
    ].compactMap(\.self)
  }

  private var counts: String? {
    guard case .side(let side) = reading else { return nil }
    return "\(NumberStyle.count.text(side.count)) of \(NumberText.grouped(side.of))"
  }
}
