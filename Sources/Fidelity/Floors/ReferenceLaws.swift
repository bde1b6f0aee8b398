import Cases

/// The laws that the references give of the stages of a real turn, made of labels of other customers alone.
struct ReferenceLaws: Sendable {
  let table: CaseTable
  let totals: ReferenceTotals
  let history: HistoryReference?
  private let groups: ConversationGroups?

  /// The references that give a law, from little knowledge to much.
  static let references: [FloorReport.Reference] = [.position, .previousStage, .action, .history]

  /// - Parameter clusters: Whose turns are left out together; `nil` where every conversation stands alone.
  init(_ table: CaseTable, _ totals: ReferenceTotals, history: HistoryReference?, clusters: Clusters?) {
    self.table = table
    self.totals = totals
    self.history = history
    groups = clusters.map { ConversationGroups($0) }
  }

  /// Reads conversation after conversation; one for every thread.
  struct Reader {
    private let totals: ReferenceTotals
    private let history: HistoryReference?
    private let groups: ConversationGroups?
    /// The levels of cells that are looked up; what everybody shows is always.
    private let levels: Range<Int>
    private var own: OwnPart
    private var cluster: [RealProbe] = []
    private var scratch: [Double] = []
    private var byHistory: [Double] = []
    private(set) var probes: [RealProbe] = []
    /// By probe whether it has any law.
    private(set) var isKnown: [Bool] = []
    /// By probe and level from 1, whether a coarser law took the place.
    private(set) var isCoarser: [SIMD4<UInt8>] = []
    /// By probe and reference the labels that its law is the shares of; without end where it is a regression's.
    private(set) var labels: [SIMD4<Double>] = []
    /// Probe after probe, reference after reference, one number a stage; of probes without a law what was there before.
    private(set) var values: [Double] = []

    /// - Parameter reference: The one that alone is wanted (an index of ``ReferenceLaws/references``); `nil` for all.
    init(_ laws: ReferenceLaws, only reference: Int? = nil) {
      totals = laws.totals
      let isByHistory = reference.map { ReferenceLaws.references[$0] == .history }
      history = isByHistory ?? true ? laws.history : nil
      // Where there is no law by history, everybody's stands in its place.
      levels = 1..<(isByHistory == true ? 1 : reference.map { $0 + 2 } ?? ProbeCells.levels)
      groups = laws.groups
      own = OwnPart(laws.totals)
    }

    private var stages: Int { totals.stages }

    /// Takes up a conversation.
    mutating func read(_ conversation: Int) {
      totals.probes.list(conversation, into: &probes)
      isKnown.removeAll(keepingCapacity: true)
      isCoarser.removeAll(keepingCapacity: true)
      labels.removeAll(keepingCapacity: true)
      guard !probes.isEmpty else { return }
      let size = probes.count * ReferenceLaws.references.count * stages
      if values.count < size { values = Array(repeating: 0, count: size) }
      if let members = groups?.members(of: conversation) {
        cluster.removeAll(keepingCapacity: true)
        for member in members { totals.probes.append(Int(member), to: &cluster) }
        own.add(cluster)
        lookUp()
        own.clear(cluster)
      } else {
        own.add(probes)
        lookUp()
        own.clear(probes)
      }
      guard let history else { return }
      history.laws(conversation, probes, scratch: &scratch, into: &byHistory)
      for place in probes.indices {
        let start = range(place, 3).lowerBound
        for stage in 0..<stages { values[start + stage] = byHistory[place * stages + stage] }
      }
    }

    /// Fills in the laws of all probes by look-up: where nobody else is in a cell, the coarser one's.
    private mutating func lookUp() {
      for place in probes.indices {
        let cells = probes[place].cells
        let isKnown = totals.hasOthers(own)
        var isCoarser = SIMD4<UInt8>()
        var labels = SIMD4<Double>(repeating: .infinity)
        // Everybody's law stands in the place of the last reference where there is none by history.
        if history == nil {
          labels[3] = totals.law(0, Int(cells[0]), without: own, into: &values, at: range(place, 3).lowerBound)
        }
        for level in levels where isKnown {
          let start = range(place, level - 1).lowerBound
          labels[level - 1] = totals.law(level, Int(cells[level]), without: own, into: &values, at: start)
          guard labels[level - 1] == 0 else { continue }
          isCoarser[level] = 1
          if level == 1 {
            labels[0] = totals.law(0, Int(cells[0]), without: own, into: &values, at: start)
          } else {
            labels[level - 1] = labels[level - 2]
            for stage in 0..<stages { values[start + stage] = values[start - stages + stage] }
          }
        }
        self.labels.append(labels)
        self.isKnown.append(isKnown)
        self.isCoarser.append(isCoarser)
      }
    }

    /// Where the law of a probe by a reference (an index of ``ReferenceLaws/references``) stands in ``values``.
    @inline(__always)
    func range(_ probe: Int, _ reference: Int) -> Range<Int> {
      let start = (probe * ReferenceLaws.references.count + reference) * stages
      return start..<start + stages
    }

    /// The law of a probe by a reference.
    func law(_ probe: Int, _ reference: Int) -> ArraySlice<Double> { values[range(probe, reference)] }

    /// m(h) by position, previous stage, action and history.
    @inline(__always)
    func means(_ probe: Int) -> SIMD4<Double> {
      var means = SIMD4<Double>()
      let (values, depths) = (values.span, totals.stageDepths.span)
      for reference in 0..<4 {
        let law = values.extracting(range(probe, reference))
        var sum = 0.0
        for stage in depths.indices { sum += law[stage] * depths[stage] }
        means[reference] = sum
      }
      return means
    }

    /// The place of the probe at a turn, looked for from `place` on.
    @inline(__always)
    func place(of turn: UInt16, from place: inout Int) -> Int? {
      while place < probes.count, probes[place].turn < turn { place += 1 }
      return place < probes.count && probes[place].turn == turn ? place : nil
    }
  }
}
