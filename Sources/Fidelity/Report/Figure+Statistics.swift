import Statistics

extension Quantity {
  /// What `make` gives, or its reason.
  init(_ make: () throws(StatisticsError) -> Double) {
    do throws(StatisticsError) {
      self.init(try make(), orReason: "the result is not a finite number")
    } catch {
      self = .reason(error.description)
    }
  }
}

extension IntervalFigure {
  init(_ interval: Interval) {
    self.init(lower: interval.lower, upper: interval.upper, orReason: "a limit is not a finite number")
  }

  /// The interval that `make` gives, or its reason.
  init(_ make: () throws(StatisticsError) -> Interval) {
    do throws(StatisticsError) {
      self.init(try make())
    } catch {
      self = .reason(error.description)
    }
  }
}

extension Figure {
  /// Σ total ÷ Σ weight with its CR1 interval.
  ///
  /// - Parameter count: What the number rests on; the observations of a share, the conversations of a mean.
  static func ratio(_ sums: [ClusterSum], count: Int, level: Double, empty: String) -> Figure {
    var (total, weight) = (0.0, 0.0)
    for sum in sums {
      total += sum.total * Double(sum.multiplicity)
      weight += sum.weight * Double(sum.multiplicity)
    }
    guard weight > 0 else { return .unavailable(empty) }
    return Figure(
      Quantity(total / weight, orReason: "the result is not a finite number"),
      interval: IntervalFigure { () throws(StatisticsError) in try ratioEstimate(sums).interval(level: level) },
      count: count)
  }
}

extension MatrixReport.PairedTest {
  /// What `make` gives, or its reason.
  init(_ make: () throws(StatisticsError) -> TestResult) {
    do throws(StatisticsError) {
      let test = try make()
      self.init(
        statistic: .number(test.statistic),
        degreesOfFreedom: Quantity(test.degreesOfFreedom, orReason: "the test has no degrees of freedom"),
        p: .number(test.pValue))
    } catch {
      self = .unavailable(error.description)
    }
  }
}

extension ContrastReport.TTest {
  init(_ make: () throws(StatisticsError) -> Estimate) {
    do throws(StatisticsError) {
      let test = try make().test()
      self.init(
        t: .number(test.statistic),
        degreesOfFreedom: Quantity(test.degreesOfFreedom, orReason: "the test has no degrees of freedom"),
        p: .number(test.pValue))
    } catch {
      let reason = Quantity.reason(error.description)
      self.init(t: reason, degreesOfFreedom: reason, p: reason)
    }
  }
}
