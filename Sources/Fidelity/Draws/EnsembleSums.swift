import Cases
import Statistics

/// What the labelled draws of every probe say of the next real turn, beside the references at the same probes: sums by
/// conversation.
///
/// A look-up table is an ensemble of the labels that it is made of, and scored as fairly as the simulator's draws are:
/// else whoever draws from its true law would beat it where labels are few.
/// Probes with two draws or more count, each once. Scores run over the steps of depth (``DepthSteps``).
struct EnsembleSums: Sendable {
  /// The numbers of a kind.
  enum Column {
    static let probes = 0
    static let score = 1
    static let agreement = 2
    static let entropy = 3
    /// Of a reference by its place in ``ReferenceLaws/references``: its score, Σ p², the entropy that as many draws of it
    /// would show, its law's own entropy.
    static func score(_ reference: Int) -> Int { 4 + 4 * reference }
    static func agreement(_ reference: Int) -> Int { 5 + 4 * reference }
    static func entropy(_ reference: Int) -> Int { 6 + 4 * reference }
    static func lawEntropy(_ reference: Int) -> Int { 7 + 4 * reference }
    static let count = 4 + 4 * ReferenceLaws.references.count
  }

  private(set) var kinds = NumberKinds(width: Column.count)
  private(set) var probes = 0
  /// Labelled draws at the probes that count.
  private(set) var draws: ClosedRange<Int>?
  /// Probes with one labelled draw alone.
  private(set) var singles = 0
  /// By reference, probes at which a look-up is made of hardly any label.
  private(set) var thin = SIMD4<Int>()
  /// Probes with draws that no reference knows.
  private(set) var withoutReference = 0

  /// Labels under which a look-up's score is mostly that of chance, however fairly it is taken.
  static let fewestLabels = 5

  /// - Parameter rows: The selected rows of one simulator and instrument, of every draw.
  init(_ laws: ReferenceLaws, _ rows: RowSet, threads: Int) {
    let parts = laws.table.parts(threads: threads) { range in
      var reader = Reader(laws, rows)
      for conversation in range { reader.read(conversation) }
      return reader.result
    }
    self = parts.dropFirst().reduce(into: parts.first ?? EnsembleSums()) { $0.append($1) }
  }

  private init() {}

  private mutating func append(_ other: EnsembleSums) {
    kinds.append(other.kinds)
    probes += other.probes
    singles += other.singles
    thin &+= other.thin
    withoutReference += other.withoutReference
    if let range = other.draws { widen(range) }
  }

  private mutating func widen(_ range: ClosedRange<Int>) {
    let own = draws ?? range
    draws = min(own.lowerBound, range.lowerBound)...max(own.upperBound, range.upperBound)
  }

  /// Reads conversation after conversation; one for every thread.
  private struct Reader {
    let table: CaseTable
    let rows: RowSet
    let steps: DepthSteps
    let stages: Int
    var laws: ReferenceLaws.Reader
    var result = EnsembleSums()
    private var sums = Array(repeating: 0.0, count: Column.count)
    private var counts: [Int]
    private var byStep: [Int]
    private var law: [Double]
    private var expected: [Int: ExpectedEntropy] = [:]

    init(_ laws: ReferenceLaws, _ rows: RowSet) {
      table = laws.table
      self.rows = rows
      let depths = laws.totals.stageDepths
      steps = DepthSteps(depths)
      stages = depths.count
      counts = Array(repeating: 0, count: stages)
      byStep = Array(repeating: 0, count: steps.count)
      law = Array(repeating: 0, count: steps.count)
      self.laws = ReferenceLaws.Reader(laws)
    }

    mutating func read(_ conversation: Int) {
      let pairs = table.pairs
      let range = table.conversations.firstPair[conversation]..<table.conversations.firstPair[conversation + 1]
      guard range.contains(where: { rows.contains(Int($0)) }) else { return }
      laws.read(conversation)
      var place = 0
      var probe: Int?
      for column in sums.indices { sums[column] = 0 }
      for row in range.lazy.map(Int.init) where rows.contains(row) {
        let simulated = Int(pairs.simulatedStage[row])
        guard simulated < stages, let next = laws.place(of: pairs.turn[row], from: &place) else { continue }
        if let probe, probe != next { close(probe) }
        probe = next
        counts[simulated] += 1
        byStep[steps[simulated]] += 1
      }
      if let probe { close(probe) }
      guard sums[Column.probes] > 0 else { return }
      result.kinds.add(conversation, stratum: Int(table.conversations.stratum[conversation]), sums)
    }

    /// Adds what the draws of a probe say, and forgets them.
    private mutating func close(_ probe: Int) {
      let draws = counts.reduce(0, +)
      let outcome = steps[laws.probes[probe].stage]
      if draws == 1 {
        result.singles += 1
      } else if !laws.isKnown[probe] {
        result.withoutReference += 1
      } else if let score = fairRankedProbabilityScore(byStep, outcome: outcome),
        let agreement = pairAgreement(counts), let entropy = millerMadowEntropy(counts)
      {
        result.probes += 1
        result.widen(draws...draws)
        sums[Column.probes] += 1
        sums[Column.score] += score
        sums[Column.agreement] += agreement
        sums[Column.entropy] += entropy
        let expected = expected[draws] ?? ExpectedEntropy(draws: draws)
        self.expected[draws] = expected
        for reference in ReferenceLaws.references.indices {
          let labels = laws.labels[probe][reference]
          if labels < Double(EnsembleSums.fewestLabels) { result.thin[reference] += 1 }
          let own = laws.law(probe, reference)
          steps.add(laws.values, laws.range(probe, reference), into: &law)
          sums[Column.score(reference)] += fairRankedProbabilityScore(law, of: labels, outcome: outcome)
          sums[Column.agreement(reference)] += own.reduce(0) { $0 + $1 * $1 }
          sums[Column.entropy(reference)] += expected(own)
          sums[Column.lawEntropy(reference)] += Statistics.entropy(own)
        }
      }
      for stage in counts.indices { counts[stage] = 0 }
      for step in byStep.indices { byStep[step] = 0 }
    }
  }
}
