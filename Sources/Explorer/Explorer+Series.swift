import Cases

// Which simulator, instrument and draw are looked at.

extension Explorer {
  var simulators: [String] { distinct { $0.simulator } }
  var instruments: [String] { distinct { $0.instrument } }

  /// The draws of the current simulator.
  var draws: [Int] {
    guard let series = query?.series else { return [] }
    let all = table?.series.filter { $0.simulator == series.simulator }.map(\.draw) ?? []
    return Array(Set(all)).sorted()
  }

  private func distinct(_ name: (CaseTable.Series) -> String) -> [String] {
    var names: [String] = []
    for series in table?.series ?? [] where !names.contains(name(series)) { names.append(name(series)) }
    return names
  }

  mutating func turnSimulator(_ step: Int) -> [Effect] {
    guard let series = query?.series, let next = simulators.after(series.simulator, by: step) else { return [] }
    return choose { $0.simulator == next }
  }

  mutating func turnInstrument() -> [Effect] {
    guard let series = query?.series, let next = instruments.after(series.instrument, by: 1) else { return [] }
    return choose { $0.instrument == next }
  }

  mutating func turnDraw() -> [Effect] {
    guard let series = query?.series, let next = draws.after(series.draw, by: 1) else { return [] }
    return choose { $0.simulator == series.simulator && $0.draw == next }
  }

  /// The series that satisfies a condition and has most in common with the current one.
  mutating func choose(where condition: (CaseTable.Series) -> Bool) -> [Effect] {
    guard let query else { return [] }
    let current = query.series
    guard let best = series(near: current, where: condition) else {
      say(.note, "no such series: \(current.instrument) has not labelled it")
      return []
    }
    let isAllowed = query.filter.allows(best)
    say(
      .note,
      best.words + (isAllowed ? "" : ": none of its cases, for the filter means another simulator, instrument or draw"))
    return best == current ? [] : setSeries(best)
  }

  /// The series that is looked at under a filter: the current one, unless the filter means another.
  mutating func series(for filter: Filter, near current: CaseTable.Series) -> CaseTable.Series {
    // Whole conversations are of one series: who spoke in them is told by each.
    if current == .conversations { return current }
    guard let best = series(allowedBy: filter, near: current) else {
      say(.note, "no simulator, instrument and draw fit the filter together")
      return current
    }
    if best != current { say(.note, best.words) }
    return best
  }

  /// The same; `nil` where the filter means none.
  func series(allowedBy filter: Filter, near current: CaseTable.Series) -> CaseTable.Series? {
    filter.allows(current) ? current : series(near: current, where: filter.allows)
  }

  private func series(
    near current: CaseTable.Series, where condition: (CaseTable.Series) -> Bool
  ) -> CaseTable.Series? {
    func likeness(_ series: CaseTable.Series) -> Int {
      (series.instrument == current.instrument ? 2 : 0) + (series.simulator == current.simulator ? 2 : 0)
        + (series.draw == current.draw ? 1 : 0)
    }
    return table?.series.filter(condition).max { likeness($0) < likeness($1) }
  }
}

extension CaseTable.Series {
  fileprivate var words: String { "\(simulator) · \(instrument) · draw \(draw)" }
}

extension Array where Element: Equatable {
  /// The element `step` places after `element`, around the end; the first where `element` is not in it.
  fileprivate func after(_ element: Element, by step: Int) -> Element? {
    guard !isEmpty else { return nil }
    guard let index = firstIndex(of: element) else { return first }
    return self[((index + step) % count + count) % count]
  }
}
