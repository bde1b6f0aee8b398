import Cases
import Statistics

extension SurvivalAnalysis {
  /// The shares that have left and that have committed by the last probed turn, each beside the other as a competing
  /// event, on the real risk set: conversations whose person has neither left nor committed before.
  ///
  /// - Parameters:
  ///   - turns: The observations of one user turn after the other.
  ///   - followed: The conversations that are observed.
  ///   - events: How much of an observation leaves, and how much commits.
  func incidence(
    _ turns: [[Observation]], followed: Int, _ events: (Observation) -> (leaves: Double, commits: Double)
  ) -> SurvivalReport.Incidence {
    let schema = table.description.schema
    guard !schema.commitment.isEmpty else {
      let none = Figure.unavailable(StateSchema.reason(without: "commitment"))
      return SurvivalReport.Incidence(leaving: none, committing: none)
    }
    var leaving: [AalenJohansen.Count] = []
    var committing: [AalenJohansen.Count] = []
    for turn in turns {
      let seen = turn.filter { !$0.hasCommitted }
      guard let first = seen.first else { continue }
      let (leave, commit) = seen.reduce((0.0, 0.0)) { sums, observation in
        let own = events(observation)
        return (sums.0 + own.leaves, sums.1 + own.commits)
      }
      let time = Double(first.turn)
      leaving.append(.init(time: time, atRisk: seen.count, events: leave, competing: commit))
      committing.append(.init(time: time, atRisk: seen.count, events: commit, competing: leave))
    }
    return SurvivalReport.Incidence(leaving: figure(leaving, followed), committing: figure(committing, followed))
  }

  private func figure(_ counts: [AalenJohansen.Count], _ followed: Int) -> Figure {
    do throws(StatisticsError) {
      guard let last = try AalenJohansen(counts, level: options.level).steps.last else {
        return .unavailable("nobody is followed")
      }
      let none = IntervalFigure.reason(last.incidence > 0 ? "it happens to everybody" : "it happens to nobody")
      return Figure(
        .number(last.incidence), interval: last.interval.map { IntervalFigure($0) } ?? none, bootstrap: none,
        count: followed)
    } catch {
      return .unavailable(error.description)
    }
  }
}
