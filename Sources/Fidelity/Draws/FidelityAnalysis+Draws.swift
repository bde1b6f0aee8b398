import Cases
import Statistics

extension FidelityAnalysis {
  /// What repeated draws and several instruments tell of the simulator.
  ///
  /// - Parameters:
  ///   - references: Those of the report's instrument.
  ///   - reference: The one whose excess is looked at.
  func drawsReport(_ references: References, _ reference: FloorReport.Reference?) -> DrawsReport {
    let selection = SeriesSelection(
      table, simulator: options.simulator, instrument: options.instrument, draws: .mean)
    let own = selection.rows(rows, of: table)
    // Large audits have one of either: nothing is read for them.
    let series = table.series.filter { $0.simulator == options.simulator }
    guard selection.contains.count(where: \.self) > 1 || Set(series.map(\.instrument)).count > 1 else {
      return .unavailable(DrawsReport.oneOfEither(leftOut: []))
    }
    let sums = EnsembleSums(references.laws, own, threads: options.threads)
    let ensemble = EnsembleAnalysis(
      sums, references, clusters: clusters, strata: strata.count, level: options.level
    ).report()
    let common = CommonDraws(table, rows, options: options)
    guard sums.probes > 0 || common.instruments.count >= 2 else {
      return .unavailable(DrawsReport.oneOfEither(leftOut: common.leftOut))
    }
    return DrawsReport(
      ensemble: ensemble,
      components: components(common, references, own, reference, sums.probes > 0))
  }

  private func components(
    _ common: CommonDraws, _ references: References, _ own: RowSet, _ reference: FloorReport.Reference?,
    _ hasDraws: Bool
  ) -> ComponentsReport {
    guard let reference else {
      return .unavailable("no reference tells the real stages")
    }
    var report = ComponentsReport.unavailable("")
    report.reason = nil
    report.reference = reference
    report.instruments = common.instruments
    report.leftOut = common.leftOut
    let alone = values(references, own, reference)
    report.overDraws =
      hasDraws
      ? figure([alone]) { components throws(StatisticsError) in try components.excess() }
      : .unavailable(ComponentsReport.oneDrawEach)
    guard !common.isEmpty else {
      report.reason = "no simulated turn was labelled by all of \(common.instruments.joined(separator: ", "))"
      return report
    }
    let byInstrument = common.instruments.indices.map { place in
      let those =
        place == 0
        ? references : References(table, instrument: common.instruments[place], threads: options.threads)
      return those.reason(reference) == nil ? values(those, common.rows[place], reference) : []
    }
    if let without = byInstrument.firstIndex(where: \.isEmpty) {
      report.reason = "\(common.instruments[without]) has no reference “\(reference.rawValue)”"
      return report
    }
    report.overInstruments =
      common.instruments.count >= 2
      ? figure(byInstrument) { components throws(StatisticsError) in try components.overInstruments() }
      : .unavailable(ComponentsReport.oneInstrument)
    let components = ExcessComponents(byInstrument, table, clusters: clusters, contrast: contrast)
    let noise = DrawNoise(table, common.rows) { components.conversations(beside: $0, of: table) }
    do throws(StatisticsError) {
      let parts = try components.parts(noise)
      report.parts = self.parts(parts, components, noise, common.instruments.count)
      report.purchases = NextRequests(
        parts: parts, noise: noise, conversations: components.sides.uncommitted + components.sides.committed,
        instruments: common.instruments.count, requests: Double(ComponentsReport.requests)
      ).purchases()
    } catch {
      report.reason = error.description
    }
    return report
  }

  /// By conversation, what it adds to its side's mean excess: the simulator's beyond the reference's, and what its own
  /// labels do to the reference.
  private func values(
    _ references: References, _ rows: RowSet, _ reference: FloorReport.Reference
  ) -> [(conversation: Int, value: Double)] {
    let excesses = makeFloors(references, rows).excesses(reference)
    func side(_ conversation: Int) -> Int {
      contrast.committed[Int(table.conversations.stratum[conversation])] ? 1 : 0
    }
    let committed = Double(excesses.count { side($0.conversation) == 1 })
    let odds = committed / max(Double(excesses.count) - committed, 1)
    return excesses.map { conversation, excess, influence in
      (
        conversation,
        side(conversation) == 1
          ? excess + influence.y - influence.x * odds : excess + influence.x - influence.y / max(odds, .ulpOfOne)
      )
    }
  }

  private func figure(
    _ values: [[(conversation: Int, value: Double)]],
    _ make: (ExcessComponents) throws(StatisticsError) -> Estimate
  ) -> Figure {
    let components = ExcessComponents(values, table, clusters: clusters, contrast: contrast)
    let count = components.sides.uncommitted + components.sides.committed
    do throws(StatisticsError) {
      let estimate = try make(components)
      return Figure(
        .number(estimate.value),
        interval: IntervalFigure { () throws(StatisticsError) in try estimate.interval(level: options.level) },
        bootstrap: .reason("not resampled"), count: count)
    } catch {
      return .unavailable(error.description, count: count)
    }
  }

  private func parts(
    _ parts: ExcessComponents.Parts, _ components: ExcessComponents, _ noise: DrawNoise, _ instruments: Int
  ) -> [ComponentsReport.Part] {
    let (first, second) = (Double(components.sides.uncommitted), Double(components.sides.committed))
    func part(
      _ source: ComponentsReport.Source, _ count: Double, one: Double?, all: Double?, _ reason: String
    ) -> ComponentsReport.Part {
      ComponentsReport.Part(
        source: source, count: count, standardDeviation: Quantity(one?.squareRoot(), orReason: reason),
        share: Quantity(all.map { $0 / parts.total }, orReason: reason))
    }
    let judges = parts.interaction.flatMap { own in parts.instruments.map { own + $0 } }
    return [
      part(
        .conversations, first + second, one: parts.conversations / (1 / first + 1 / second), all: parts.conversations,
        "no variance in the excess"),
      part(.draws, noise.meanDraws, one: noise.perDraw, all: parts.draws, ComponentsReport.oneDrawEach),
      part(
        .instruments, Double(instruments), one: judges.map { $0 * Double(instruments) }, all: judges,
        ComponentsReport.oneInstrument),
    ]
  }
}

extension DrawsReport {
  fileprivate static func oneOfEither(leftOut: [String]) -> String {
    let which = leftOut.isEmpty ? "" : " that labelled \(Int(CommonDraws.leastCovered * 100)) % of it"
    return "one draw a probe and one instrument\(which): how much hangs on them takes two of either"
  }

  static func unavailable(_ reason: String) -> DrawsReport {
    DrawsReport(
      ensemble: EnsembleReport(
        probes: 0, draws: nil, singles: 0, withoutReference: 0, units: 0, rows: [], reason: reason),
      components: .unavailable(reason), reason: reason)
  }
}

extension ComponentsReport {
  static func unavailable(_ reason: String) -> ComponentsReport {
    ComponentsReport(
      reference: nil, instruments: [], leftOut: [], overDraws: .unavailable(reason),
      overInstruments: .unavailable(reason), parts: [], purchases: [], reason: reason)
  }
}
