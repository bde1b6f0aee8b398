import Cases
import Text

extension FakeAudit {
  /// The case table: one row a probe point and series that has a label on both sides.
  var table: CaseTable {
    let schema = description.schema
    let positions = PositionDictionary(rule: description.probes)
    var columns = ConversationColumns()
    var pairs = PairColumns()
    func stage(_ label: Label?) -> UInt8 {
      label?.stage.flatMap { id in schema.stages.firstIndex { $0.id == id } }.map(UInt8.init) ?? Code.missing
    }
    func code(_ value: String?, in dictionary: [String]) -> UInt8 {
      value.flatMap { dictionary.firstIndex(of: $0) }.map(UInt8.init) ?? Code.missing
    }
    for (number, conversation) in conversations.enumerated() {
      let stratum =
        description.outcome.strata.firstIndex { $0.id == conversation.outcome }.map(UInt8.init) ?? Code.missing
      columns.key.append(UInt32(number + 1))
      columns.stratum.append(stratum)
      columns.cluster.append(UInt32(number / 2))
      let userTurns = conversation.userTurns
      columns.userTurns.append(UInt16(userTurns.count))
      let record = ExitRecord(conversation.turns.map(\.role))
      columns.turns.append(UInt16(conversation.turns.count))
      columns.agentTurns.append(UInt16(record.agentTurns))
      columns.silences.append(UInt16(record.silences))
      columns.isAbandoned.append(record.isAbandoned ? 1 : 0)
      for probe in probes where probe.conversation == number {
        let isExit = probe.turn >= conversation.turns.count
        let place = userTurns.firstIndex(of: probe.turn) ?? 0
        for (index, series) in series.enumerated() where series.draw == 0 || number % 2 == 1 {
          guard let answer = probe.answers.first(where: { $0.simulator == series.simulator }) else { continue }
          let real = probe.labels.first { $0.instrument == series.instrument }
          let simulated = answer.labels.first { $0.instrument == series.instrument }
          pairs.conversation.append(UInt32(number))
          pairs.turn.append(UInt16(probe.turn))
          pairs.userTurn.append(UInt16(isExit ? userTurns.count + 1 : place + 1))
          pairs.series.append(UInt16(index))
          pairs.stratum.append(stratum)
          pairs.position.append(
            isExit ? positions.exit : positions.code(place: place, userTurns: userTurns.count))
          pairs.realStage.append(isExit ? Code.noReply : stage(real))
          pairs.simulatedStage.append(answer.text == nil ? Code.noReply : stage(simulated))
          pairs.realEmotion.append(code(real?.emotion, in: schema.emotions))
          pairs.simulatedEmotion.append(code(simulated?.emotion, in: schema.emotions))
          pairs.realBlocker.append(code(real?.blocker, in: schema.blockers))
          pairs.simulatedBlocker.append(code(simulated?.blocker, in: schema.blockers))
          pairs.realExit.append(code(real?.exit, in: schema.exits))
          pairs.simulatedExit.append(code(simulated?.exit, in: schema.exits))
          let action = labels[number].last { $0.source == .agent && $0.turn < probe.turn }?.action
          pairs.action.append(code(action, in: schema.actions))
        }
      }
      columns.firstPair.append(UInt32(pairs.conversation.count))
    }
    columns.clusterCount = (conversations.count + 1) / 2
    columns.profile = profileColumns
    var table = CaseTable(
      description: description, positions: positions, series: series, conversations: columns, pairs: pairs)
    if hasWhole { table.whole = whole(of: columns) }
    return table
  }

  private var profileColumns: [ProfileColumn] {
    ["child_age", "parent_city"].map { name in
      var column = ProfileColumn(name: name, values: [], codes: [])
      for conversation in conversations {
        let value = conversation.profile.first { $0.name == name }?.value ?? ""
        if !column.values.contains(value) { column.values.append(value) }
        column.codes.append(UInt32(column.values.firstIndex(of: value) ?? 0))
      }
      return column
    }
  }

  /// The keys of its real conversations.
  var keys: [String: UInt32] {
    Dictionary(uniqueKeysWithValues: conversations.enumerated().map { ($1.id, UInt32($0 + 1)) })
  }

  /// A simulated conversation has the words of the real one that it replays, whose key it has.
  func preview(of key: CaseKey) -> CasePreview {
    if let key = key.simulatedConversation {
      let conversation = simulated(Int(key) - 1).conversation
      let users = conversation.turns.indices.filter { conversation.turns[$0].role == .user }
      var preview = CasePreview(
        conversationID: conversation.id, realText: users.first.map { conversation.turns[$0].text }, simulatedText: nil)
      preview.last = users.last.map { .init(turn: $0, text: conversation.turns[$0].text) }
      return preview
    }
    let conversation = conversations[Int(key.conversation) - 1]
    if key.isOfConversation {
      let first = conversation.turns.first { $0.role == .user }?.text
      var preview = CasePreview(conversationID: conversation.id, realText: first, simulatedText: nil)
      if hasWhole, let last = conversation.turns.lastIndex(where: { $0.role == .user }) {
        preview.last = .init(turn: last, text: conversation.turns[last].text)
      }
      return preview
    }
    let answer = answer(to: key)
    return CasePreview(
      conversationID: conversation.id,
      realText: key.turn < conversation.turns.count ? conversation.turns[key.turn].text : nil,
      simulatedText: answer?.text)
  }

  func detail(of key: CaseKey) -> CaseDetail {
    if let key = key.simulatedConversation { return simulated(Int(key) - 1) }
    let number = Int(key.conversation) - 1
    let probe = key.isOfConversation ? nil : probes.first { $0.conversation == number && $0.turn == key.turn }
    let answers = probe?.answers ?? []
    let draws = Set(series.map(\.draw)).sorted().filter { $0 == 0 || number % 2 == 1 }
    return CaseDetail(
      conversation: conversations[number], turn: key.turn, labels: labels[number],
      answers: draws.flatMap { draw in
        answers.map { answer in
          var answer = answer
          answer.draw = draw
          return answer
        }
      }, reviews: [])
  }

  private func answer(to key: CaseKey) -> CaseDetail.Answer? {
    detail(of: key).answers.first { $0.simulator == key.simulator && $0.draw == key.draw }
  }

  /// What filters need beside the table.
  func context(for table: CaseTable) -> FilterContext {
    let index = ReviewIndex(reviews, in: table) { id in place(of: id) }
    let audit = self
    return FilterContext(reviews: index) { query in
      audit.hits(of: query)
    } findConversations: { query in
      audit.conversations.enumerated().filter { _, conversation in
        let name = query.name == .id ? conversation.id : conversation.customer ?? ""
        return query.isPart ? name.contains(query.text) : name == query.text
      }.map { UInt32($0.offset + 1) }
    }
  }

  private func hits(of query: TextQuery) -> TextHits {
    var hits = TextHits()
    func holds(_ text: String) -> Bool { !TextFolding.occurrences(of: query.words, in: text).isEmpty }
    for (number, conversation) in conversations.enumerated() {
      for (turn, text) in conversation.turns.enumerated() where holds(text.text) {
        hits.realTurns.append(.init(conversation: UInt32(number + 1), turn: UInt16(turn)))
        hits.conversations.append(UInt32(number + 1))
      }
    }
    for probe in probes {
      for answer in probe.answers where answer.text.map(holds) ?? false {
        let source = LabelSource.simulator(id: answer.simulator, draw: answer.draw)
        if !hits.sources.contains(source) { hits.sources.append(source) }
        hits.simulatedTurns.append(
          .init(
            conversation: UInt32(probe.conversation + 1), turn: UInt16(probe.turn),
            source: UInt16(hits.sources.firstIndex(of: source) ?? 0)))
      }
    }
    return hits
  }
}
