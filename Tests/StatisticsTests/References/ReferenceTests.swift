import Testing

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

/// Relative to the reference; a reference of 0 is met absolutely.
private func deviation(_ value: Double, from reference: Double) -> Double {
  let distance = abs(value - reference)
  return distance == 0 ? 0 : abs(reference) < 1e-290 ? distance : distance / abs(reference)
}

@Suite struct ReferenceTests {
  @Test func agreesWithEveryReferenceImplementationToTenDigits() throws {
    var total = Tally()
    for topic in ReferenceTopic.names {
      var tally = Tally()
      for reference in try ReferenceTopic.load(topic).cases {
        let compute = try #require(referenceChecks[reference.function], "no check for \(reference.function)")
        let computed = try compute(reference.given)
        for (name, expected) in reference.expected {
          let value = try #require(computed[name], "\(reference.function) does not compute \(name)")
          let distance = deviation(value, from: expected)
          #expect(distance <= 1e-10, "\(reference.function), \(reference.call): \(name) is \(value), not \(expected)")
          tally.add(distance, of: reference)
          total.add(distance, of: reference)
        }
      }
      print("\(topic): \(tally.values) values, worst relative deviation \(tally.worst) in \(tally.worstCall)")
    }
    print("\(total.values) reference values, worst relative deviation \(total.worst)")
    #expect(total.values >= 2300)
  }
}
