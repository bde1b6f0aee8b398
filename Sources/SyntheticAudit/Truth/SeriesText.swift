internal import JSON

/// The population's values of one simulator under one instrument, as JSON.
struct SeriesText: Sendable {
  let cells: [TruthTally.Cell]
  let options: GenerationOptions

  func stratum(_ index: Int) -> JSONValue {
    let cell = cells[index]
    let joint = cell.joint(nil)
    let all = joint.reduce(0) { $0 + $1.reduce(0, +) }
    let resisting = joint[0].reduce(0, +)
    let left = joint[1...].reduce(0) { $0 + $1[0] }
    return [
      "id": .string(options.domain.strata[index].id), "committed": .bool(index == 1),
      "real": shares(joint, ofReal: true), "simulated": shares(joint, ofReal: false),
      "depth_bias": [
        "estimate": .rounded(cell.depthBias), "sd": .rounded(cell.variance.squareRoot()),
        "standard_error": .rounded(cell.standardError),
      ],
      "exit_recall": ratio(joint[0][0], resisting), "false_exit_rate": ratio(left, all - resisting),
      "no_reply": ratio(cell.silent, all + cell.silent),
      "exit_probe": [
        "no_reply": ratio(cell.exitSilent, cell.exitProbes),
        "resisting": ratio(cell.exitResisting, cell.exitProbes),
      ],
      "positions": .array(options.fractions.indices.map { position($0, cell) }),
    ]
  }

  var contrast: JSONValue {
    let difference = cells[0].depthBias - cells[1].depthBias
    let pooled = ((cells[0].variance + cells[1].variance) / 2).squareRoot()
    let errors = (cells[0].standardError, cells[1].standardError)
    return [
      "estimate": .rounded(difference), "cohen_d": .rounded(difference / pooled),
      "standard_error": .rounded((errors.0 * errors.0 + errors.1 * errors.1).squareRoot()),
    ]
  }

  private func position(_ fraction: Int, _ cell: TruthTally.Cell) -> JSONValue {
    let joint = cell.joint(fraction)
    let count = joint.reduce(0) { $0 + $1.reduce(0, +) }
    var sum = 0
    for real in 0..<Stage.count {
      for simulated in 0..<Stage.count { sum += joint[real][simulated] * (simulated - real) }
    }
    return [
      "fraction": .rounded(options.fractions[fraction]), "depth_bias": ratio(sum, count),
      "real": shares(joint, ofReal: true), "simulated": shares(joint, ofReal: false),
    ]
  }

  private func shares(_ joint: [[Int]], ofReal: Bool) -> JSONValue {
    let counts = (0..<Stage.count).map { stage in
      ofReal ? joint[stage].reduce(0, +) : joint.reduce(0) { $0 + $1[stage] }
    }
    let all = Double(counts.reduce(0, +))
    return TruthText.shares(counts.map { all > 0 ? Double($0) / all : .nan })
  }

  private func ratio(_ part: Int, _ whole: Int) -> JSONValue {
    whole > 0 ? .rounded(Double(part) / Double(whole)) : .null
  }
}
