import Testing

@testable import Statistics

/// How far a topic's values are from their references.
private struct Tally {
  var values = 0
  var worst = 0.0
  var worstCall = ""

  mutating func add(_ deviation: Double, of reference: ReferenceCase) {
    values += 1
    guard deviation > worst else { return }
    worst = deviation
    worstCall = "\(reference.function): \(reference.call)"
  }
}

/// Relative to the reference; a reference of 0 (and what rounding makes of it) is met absolutely.
private func deviation(_ value: Double, from reference: Double) -> Double {
  let distance = abs(value - reference)
  return distance == 0 ? 0 : abs(reference) < 1e-290 ? distance : distance / abs(reference)
}

private func tally(_ topic: String, check: (ReferenceCase, String, Double) -> Void) throws -> Tally {
  var tally = Tally()
  for reference in try ReferenceTopic.load(topic).cases {
    let compute = try #require(referenceChecks[reference.function], "no check for \(reference.function)")
    let computed = try compute(reference.given)
    for (name, expected) in reference.expected.sorted(by: { $0.key < $1.key }) {
      let value = try #require(computed[name], "\(reference.function) does not compute \(name)")
      let distance = deviation(value, from: expected)
      tally.add(distance, of: reference)
      check(reference, "\(name) is \(value), expected \(expected)", distance)
    }
  }
  return tally
}

@Suite struct ReferenceTests {
  @Test(arguments: ReferenceTopic.names)
  func agreesWithTheReferenceImplementations(topic: String) throws {
    _ = try tally(topic) { reference, message, deviation in
      #expect(
        deviation <= 1e-10,
        "\(reference.function), \(reference.call): \(message), relative deviation \(deviation)")
    }
  }

  @Test func printsTheNumberOfReferenceValuesAndTheWorstDeviation() throws {
    var total = 0
    var worst = 0.0
    for topic in ReferenceTopic.names {
      let tally = try tally(topic) { _, _, _ in }
      total += tally.values
      worst = max(worst, tally.worst)
      print("\(topic): \(tally.values) values, worst relative deviation \(tally.worst) in \(tally.worstCall)")
    }
    print("\(total) reference values, worst relative deviation: \(worst)")
    #expect(total >= 2000)
    #expect(worst <= 1e-10)
  }
}
