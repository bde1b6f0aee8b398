extension FidelityReport {
  /// Gives a figure that stands in two parts of the report one bootstrap interval, that of the part it belongs to: one
  /// seed gives one interval.
  ///
  /// Other parts resample other profiles, so that the same number would come with another interval in the third digit.
  mutating func shareIntervals() {
    shareContrastWithComparison()
    shareExcessOfSides()
    for index in strata.indices {
      guard let acts = exitAudit?.strata.first(where: { $0.id == strata[index].id })?.acts else { continue }
      for row in strata[index].exits.indices {
        if let act = acts.first(where: { $0.row.hasCounts(of: strata[index].exits[row]) }) {
          strata[index].exits[row].takeBootstrap(of: act.row)
        }
      }
    }
  }

  /// A side of one stratum has the excess of that stratum.
  private mutating func shareExcessOfSides() {
    guard let floor = contrast?.floors.first(where: { $0.reference == reference }) else { return }
    for committed in [false, true] {
      let members = strata.indices.filter { strata[$0].committed == committed }
      guard members.count == 1, let own = strata[members[0]].depthBias?.floored?.excess else { continue }
      let side = committed ? floor.committedExcess : floor.uncommittedExcess
      if side.isSame(as: own) { strata[members[0]].depthBias?.floored?.excess = side }
    }
  }

  private mutating func shareContrastWithComparison() {
    guard let comparison else { return }
    if let own = contrast?.estimate, own.isSame(as: comparison.contrast) {
      self.comparison?.contrast.bootstrap = own.bootstrap
    }
    for (index, part) in comparison.strata.enumerated() {
      let own = strata.first { $0.id == part.id }?.depthBias?.estimate
      if let own, own.isSame(as: part.bias) { self.comparison?.strata[index].bias.bootstrap = own.bootstrap }
    }
  }
}

extension Figure {
  /// Whether it is the same number of the same units, but for the last bits of the arithmetic.
  fileprivate func isSame(as other: Figure) -> Bool {
    guard let number, let otherNumber = other.number else { return false }
    return count == other.count && abs(number - otherNumber) < 1e-12
  }
}

extension ShareRow {
  fileprivate func hasCounts(of other: ShareRow) -> Bool {
    id == other.id && real.count == other.real.count && real.of == other.real.of
      && simulated.count == other.simulated.count && simulated.of == other.simulated.of
  }

  fileprivate mutating func takeBootstrap(of other: ShareRow) {
    real.share.bootstrap = other.real.share.bootstrap
    simulated.share.bootstrap = other.simulated.share.bootstrap
    shift.bootstrap = other.shift.bootstrap
  }
}
