internal import Cases

extension LogReading {
  /// The groups of the outcome, commitments last; empty where none was named and none is known.
  ///
  /// - Parameters:
  ///   - isNamed: Whether a person named the outcome; the format's own may be missing.
  ///   - declared: The outcomes of the audit that was given.
  ///   - near: Fields that are called like the outcome's.
  static func strata(
    of counts: OutcomeCounts?, _ mapping: Mapping, isNamed: Bool, asks: Bool, declared: Set<String>, near: Set<String>
  ) throws(MappingProblem) -> [Stratum] {
    guard let counts, isNamed || !counts.counts.isEmpty else { return [] }
    if counts.isTooMany {
      throw MappingProblem(
        "the outcome has more than \(OutcomeCounts.most) values; name another field, or ask a question such as "
          + "--outcome 'amount>0'")
    }
    guard !counts.counts.isEmpty else {
      let names = near.sorted().prefix(5)
      throw MappingProblem(
        "no conversation has the outcome that was named (\(counts.conversations) were read); "
          + (names.isEmpty
            ? "what stands in them is shown without --outcome, by --preview 1"
            : "there is \(names.map { "--outcome \($0)" }.joined(separator: ", "))"))
    }
    let committed = mapping.committed.isEmpty && asks ? [FieldPath.answers.yes] : mapping.committed
    guard !committed.isEmpty else {
      throw MappingProblem("say which values are commitments, such as --committed VALUE; there are: \(counts.words)")
    }
    if let unknown = committed.first(where: { counts.counts[$0] == nil && !declared.contains($0) }), !asks {
      throw MappingProblem(
        "no conversation has the outcome “\(unknown)”; there are: \(counts.words); where that is right, name it among "
          + "outcome.strata of an audit.json and give that with --audit (`walkaway init` writes one)")
    }
    let names =
      asks ? [FieldPath.answers.no, FieldPath.answers.yes] : Set(counts.counts.keys).union(committed).sorted()
    return names.map { Stratum(id: $0, committed: committed.contains($0)) }
      .sorted { (($0.committed ? 1 : 0), $0.id) < (($1.committed ? 1 : 0), $1.id) }
  }
}
