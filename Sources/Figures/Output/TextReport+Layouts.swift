import Fidelity
import Text

extension TextReport {
  private mutating func writeName(of block: FigureBlock) {
    let name = [block.title, block.basis].filter { !$0.isEmpty }.joined(separator: ", ")
    if !name.isEmpty { paragraph(name, indent: 2) }
  }

  /// A line a value with a bar for either side.
  mutating func writeShares(_ block: FigureBlock) {
    line()
    writeName(of: block)
    let cells = columns >= 100 ? 16 : columns >= 80 ? 7 : 4
    let largest = block.entries.flatMap { $0.figures.prefix(2).compactMap(\.reading.number) }.max() ?? 1
    let isFloored = block.entries.contains { $0["shift_pp.excess"] != nil }
    let hasFloor = !isFloored && block.entries.contains { $0["shift_pp.floor"] != nil }
    var table = TextTable(
      [.left, .right, .left, .right, .left, .right, .left]
        + (isFloored ? [.right, .right, .left] : hasFloor ? [.right] : []),
      dispensable: isFloored ? [[2, 4], [6]] : [[2, 4]])
    table.add(
      ["", "real %", "", "sim. %", "", isFloored ? "shift" : "shift pp", "interval"]
        + (isFloored ? ["floor", "excess", "interval, pp"] : hasFloor ? ["floor"] : []))
    for entry in block.entries {
      guard let real = entry["real"], let simulated = entry["simulated"], let shift = entry["shift_pp"] else {
        continue
      }
      func bar(_ figure: FigureInstance) -> String {
        TextBar.bar((figure.reading.number ?? 0) / max(largest, 0.001), cells: cells)
      }
      table.add(
        [
          shortened(entry.words, to: max(12, isFloored ? columns * 3 / 10 : columns / 3)), value(real, hasUnit: false),
          bar(real),
          value(simulated, hasUnit: false), bar(simulated), value(shift, hasUnit: false), shift.interval ?? "",
        ] + excess(of: entry))
    }
    self.table(table)
  }

  /// The floor, and what the shift exceeds a reference's by, where there are such.
  private mutating func excess(of entry: FigureEntry) -> [String] {
    guard let floor = entry["shift_pp.floor"] else { return [] }
    guard let excess = entry["shift_pp.excess"] else { return [value(floor, hasUnit: false)] }
    return [value(floor, hasUnit: false), value(excess, hasUnit: false), excess.interval ?? ""]
  }

  /// A square of counts, or of what the title says they are; there is no room for intervals, only for what they say.
  mutating func writeMatrix(_ block: FigureBlock) {
    line()
    writeName(of: block)
    let names = block.entries.map(\.words).uniqued
    let hasIntervals = block.entries.contains { $0.figures[0].interval != nil }
    func cell(_ figure: FigureInstance) -> String {
      guard hasIntervals else { return value(figure) }
      return value(figure) + (figure.reading.figure?.interval.excludes(0) ?? false ? "*" : " ")
    }
    let heads = names.map { shortened($0, to: max(5, columns / (names.count + 2) - 2)) }
    var table = TextTable([.left] + names.map { _ in .right })
    table.add([""] + heads)
    for (row, head) in heads.enumerated() {
      table.add(
        [head] + block.entries[row * names.count..<(row + 1) * names.count].map { cell($0.figures[0]) }
      )
    }
    self.table(table)
    if hasIntervals { paragraph("* the interval leaves 0 out; --json and --csv have it", indent: 2) }
  }

  /// A line an entry: its figures, each with its interval, and what the first of them rests on.
  mutating func writeTable(_ blocks: [FigureBlock]) {
    let hasTitles = blocks.contains { !$0.title.isEmpty }
    let heads = blocks[0].entries[0].figures
    let bases = blocks.flatMap(\.entries).map { $0.figures.compactMap(\.reading.basis) }
    let differ = bases.contains { Set($0).count > 1 }
    let hasCounts = !differ && bases.contains { !$0.isEmpty } && !heads.contains { $0.definition.words == "n" }
    let bootstrapped = heads.indices.filter { heads[$0].showsBootstrap }
    let first = hasTitles ? 2 : 1
    let nameWidth = max(12, columns / (hasTitles ? 5 : 3))
    var table = TextTable(
      Array(repeating: .left, count: first) + heads.map { $0.reading.figure == nil ? .right : .left }
        + bootstrapped.map { _ in .left }
        + (hasCounts ? [.right] : []),
      dispensable: bootstrapped.indices.reversed().map { [first + heads.count + $0] })
    table.add(
      Array(repeating: "", count: first) + heads.map(\.definition.words) + bootstrapped.map { _ in "bootstrap" }
        + (hasCounts ? ["n"] : []))
    for block in blocks {
      for (place, entry) in block.entries.enumerated() {
        let title = hasTitles ? [place == 0 ? shortened(block.title, to: nameWidth) : ""] : []
        table.add(
          title + [shortened(entry.words, to: nameWidth)] + entry.figures.map { cell($0, hasBasis: differ) }
            + bootstrapped.map { entry.figures[$0].bootstrap ?? "" }
            + (hasCounts ? [entry.basis.map(NumberText.grouped) ?? ""] : []))
      }
    }
    if heads.count > 1, !fits(table) { return writeEntries(blocks) }
    self.table(table)
  }

  private func fits(_ table: TextTable) -> Bool {
    table.lines(indent: 2, columns: columns, width: width).allSatisfy { width($0) <= columns }
  }

  /// What does not fit as a table: an entry below the other, its figures as lines.
  private mutating func writeEntries(_ blocks: [FigureBlock]) {
    for block in blocks {
      for entry in block.entries {
        writeList(
          FigureBlock(title: [block.title, entry.words].filter { !$0.isEmpty }.joined(separator: ", "), [entry]),
          isAlone: false)
      }
    }
  }

  private mutating func cell(_ figure: FigureInstance, hasBasis: Bool) -> String {
    let basis = hasBasis ? figure.reading.basis.map { ", n \(NumberText.grouped($0))" } ?? "" : ""
    guard figure.reading.number != nil, let interval = figure.interval else { return value(figure) + basis }
    return value(figure) + " " + interval + basis
  }

  /// A line an entry that several blocks share: each block's figures are columns.
  mutating func writePivot(_ blocks: [FigureBlock]) {
    let names = blocks.flatMap { $0.entries.map(\.words) }.uniqued
    let heads = blocks.flatMap { block in
      (block.entries.first?.figures ?? []).enumerated().map { place, figure in
        (block: block, place: place, words: "\(block.title) \(figure.definition.words)")
      }
    }
    var table = TextTable([.left] + heads.map { _ in .left })
    table.add([""] + heads.map { shortened($0.words, to: 22) })
    for name in names {
      table.add(
        [shortened(name, to: 18)]
          + heads.map { head in
            guard let entry = head.block.entries.first(where: { $0.words == name }) else { return "—" }
            let figure = entry.figures[head.place]
            return cell(figure, hasBasis: true)
          })
    }
    // Where the blocks do not fit side by side they stand below each other.
    if fits(table) || blocks.count < 2 {
      self.table(table)
    } else {
      for block in blocks {
        line()
        writeName(of: block)
        var own = block
        own.title = ""
        writeTable([own])
      }
    }
  }

  /// A line a figure.
  mutating func writeList(_ block: FigureBlock, isAlone: Bool) {
    if !isAlone { line() }
    writeName(of: block)
    let hasNames = block.entries.count > 1
    var table = TextTable([.left, .right, .left, .left, .right], dispensable: [[3]])
    if block.entries.contains(where: { $0.basis != nil }) { table.add(["", "", "interval", "bootstrap", "n"]) }
    for entry in block.entries {
      for figure in entry.figures {
        let words = hasNames ? "\(entry.words), \(figure.definition.words)" : figure.definition.words
        table.add([
          shortened(words, to: max(16, columns * 3 / 5)), value(figure),
          figure.reading.number == nil ? "" : figure.interval ?? "",
          figure.showsBootstrap ? figure.bootstrap ?? "" : "",
          figure.reading.basis.map(NumberText.grouped) ?? "",
        ])
      }
    }
    self.table(table)
  }
}

extension FigureInstance {
  /// Whether the bootstrap's interval is another than its own.
  public var showsBootstrap: Bool {
    guard definition.isResampled, let figure = reading.figure else { return false }
    return figure.bootstrap != figure.interval && !figure.bootstrap.isPending
  }
}

extension FigureEntry {
  /// What the first figure that rests on anything rests on.
  public var basis: Int? { figures.lazy.compactMap(\.reading.basis).first }
}

extension [String] {
  /// The distinct elements in order of first appearance.
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
