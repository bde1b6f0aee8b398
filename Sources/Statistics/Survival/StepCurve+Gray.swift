extension StepCurve {
  /// What every observation of two samples adds to Gray's score that both have the same cumulative incidence of a cause:
  /// observed − expected ends of the second by it.
  ///
  /// The expected ends are shared out by the adjusted risk sets R = Y (1 − F(t−)) ÷ S(t−), Y being at risk, in which those
  /// whom another cause has ended stay; where nothing is censored it is the log-rank score of the times to this cause, which
  /// never come for the others. Times count as long as somebody is at risk in both samples. Every influence is the
  /// derivative of the score at its counting process, that of F and S in R included, so that they give the test over
  /// clusters (see ``ClusterScore``), whatever is shared within one, also by observations of both samples.
  /// > R. J. Gray. "A Class of K-Sample Tests for Comparing the Cumulative Incidence of a Competing Risk." 1988,
  /// > doi:10.1214/aos/1176350951
  /// - Parameters:
  ///   - cause: The place among ``ends`` of both.
  ///   - other: The second sample, of the same times and causes.
  /// - Returns: Of both samples, the value being its sum over that sample.
  /// - Throws: ``StatisticsError/invalidArgument(_:)``.
  public func grayScores(
    of cause: Int, against other: StepCurve
  ) throws(StatisticsError) -> (first: Influenced, second: Influenced) {
    guard times == other.times, ends.count == other.ends.count, ends.indices.contains(cause) else {
      throw .invalidArgument("two curves of different times or causes are compared")
    }
    let (own, theirs) = (adjustedRisk(cause), other.adjustedRisk(cause))
    // By time: the share of the second in the risk, and what the score changes by with either risk.
    var (shares, slopes, otherSlopes) = ([Double](), [Double](), [Double]())
    for place in times.indices {
      let risk = own[place] + theirs[place]
      let isShared = atRisk[place] > 0 && other.atRisk[place] > 0 && risk > 0
      let count = isShared ? ends[cause][place] + other.ends[cause][place] : 0
      shares.append(isShared ? theirs[place] / risk : .nan)
      slopes.append(isShared ? count * theirs[place] / (risk * risk) : 0)
      otherSlopes.append(isShared ? -count * own[place] / (risk * risk) : 0)
    }
    return (
      grayInfluences(cause, risk: own, ended: shares.map { $0.isNaN ? 0 : -$0 }, slopes: slopes),
      other.grayInfluences(cause, risk: theirs, ended: shares.map { $0.isNaN ? 0 : 1 - $0 }, slopes: otherSlopes)
    )
  }

  /// S right before each time.
  private var survivalBefore: [Double] { [1] + survival.dropLast() }

  /// F of a cause right before each time.
  private func incidenceBefore(_ cause: Int) -> [Double] {
    var (before, incidence) = ([Double](), 0.0)
    for (place, surviving) in survivalBefore.enumerated() {
      before.append(incidence)
      if atRisk[place] > 0 { incidence += surviving * ends[cause][place] / atRisk[place] }
    }
    return before
  }

  /// Y (1 − F(t−)) ÷ S(t−); 0 where nobody is at risk.
  private func adjustedRisk(_ cause: Int) -> [Double] {
    zip(zip(atRisk, survivalBefore), incidenceBefore(cause)).map { part, incidence in
      part.0 > 0 && part.1 > 0 ? part.0 * (1 - incidence) / part.1 : 0
    }
  }

  /// - Parameters:
  ///   - risk: The adjusted one.
  ///   - ended: What an end by the cause adds at each time.
  ///   - slopes: The derivative of the score at the risk.
  private func grayInfluences(_ cause: Int, risk: [Double], ended: [Double], slopes: [Double]) -> Influenced {
    let incidence = incidenceBefore(cause)
    // What later times owe to F and to log S of a time: the risk changes with both.
    var (byIncidence, bySurvival) = (times.map { _ in 0.0 }, times.map { _ in 0.0 })
    var (laterIncidence, laterSurvival) = (0.0, 0.0)
    for place in times.indices.reversed() {
      (byIncidence[place], bySurvival[place]) = (laterIncidence, laterSurvival)
      let weight = slopes[place] * risk[place]
      if weight != 0 { laterIncidence -= weight / (1 - incidence[place]) }
      laterSurvival += weight
    }
    var influence = weightedIncidence(of: cause, byIncidence)
    var (base, sum) = (0.0, 0.0)
    for place in times.indices {
      let h = hazard(place)
      let slope = h < 1 && atRisk[place] > 0 ? bySurvival[place] / (atRisk[place] * (1 - h)) : 0
      base += (atRisk[place] > 0 ? slopes[place] * risk[place] / atRisk[place] : 0) - slope * h
      influence.censored[place] += base
      for other in ends.indices { influence.ends[other][place] += slope + (other == cause ? ended[place] : 0) }
      sum += ended[place] * ends[cause][place] + slopes[place] * risk[place]
    }
    influence.value = sum
    return influence
  }
}
