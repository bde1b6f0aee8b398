public import DecisionFidelity
internal import Foundation

/// Writes the records of an audit as a bundle folder.
public struct BundleWriter {
  public let source: any RecordSource

  public init(source: any RecordSource) { self.source = source }

  /// Writes the bundle to the folder `path`, which must not be there yet or be empty. It appears whole or not at all.
  ///
  /// - Parameter keys: The store's keys of the conversations that are meant, ascending; all where it is `nil`.
  /// - Throws: ``OutputError``; what the source throws.
  public func write(to path: String, conversations keys: [UInt32]? = nil) throws {
    let contents = try? FileManager.default.contentsOfDirectory(atPath: path)
    if contents.map({ !$0.isEmpty }) ?? FileManager.default.fileExists(atPath: path) {
      throw OutputError(path: path, explanation: "it is there already; name a new folder")
    }
    let folder = OutputFile.partialPath(of: (path as NSString).standardizingPath)
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw OutputError(path: path, explanation: "the folder cannot be made")
    }
    do {
      try fill(folder, conversations: keys)
      guard rename(folder, path) == 0 else { throw OutputError(path: path, explanation: systemError()) }
      OutputFile.syncFolder(of: path)
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
  }

  private func fill(_ folder: String, conversations keys: [UInt32]?) throws {
    _ = try OutputFile.write(to: "\(folder)/audit.json") { write in try write(Array(source.auditJSON.utf8)) }
    let writer = try BundleLines(folder: folder, description: source.description)
    try source.forEachRecord(ofConversations: keys, writer)
    try writer.finish()
  }
}

/// Writes records as the lines of a bundle's files.
private final class BundleLines: RecordVisitor {
  private let description: AuditDescription
  private var dictionaries = StoreHoldings()
  private var json = JSONOutput()
  private var files: [BundleFiles.Kind: LineFile] = [:]
  private let folder: String

  init(folder: String, description: AuditDescription) throws {
    self.folder = folder
    self.description = description
  }

  func begin(_ dictionaries: StoreHoldings) throws {
    self.dictionaries = dictionaries
    files[.conversations] = try LineFile(path: "\(folder)/conversations.jsonl")
  }

  func finish() throws {
    for file in files.values { try file.finish() }
  }

  func visit(_ conversation: RecordTexts.Conversation) throws {
    json.open("{")
    string("id", conversation.id)
    let strata = description.outcome.strata
    string("outcome", Int(conversation.stratum) < strata.count ? strata[Int(conversation.stratum)].id : "")
    if let time = conversation.outcomeAt { string("outcome_at", time) }
    if let customer = conversation.customer { string("customer", customer) }
    if let profile = conversation.profile {
      json.key("profile")
      json.appendProfile(profile, fields: dictionaries.fields)
    }
    json.key("turns")
    json.open("[")
    PackedTurns.forEach(in: conversation.turns) { item in
      json.next()
      json.appendTurn(item, packed: conversation.turns, text: conversation.text)
      return true
    }
    json.close("]")
    try endLine(.conversations, extra: conversation.extra)
  }

  func visit(_ simulation: RecordTexts.Simulation) throws {
    guard case .simulator(let id, let draw) = source(RecordKey.code(of: simulation.key)) else { return }
    json.open("{")
    string("conversation", simulation.conversation)
    integer("turn", RecordKey.turn(of: simulation.key))
    string("simulator", id)
    if !simulation.drawIsImplied { integer("draw", draw) }
    json.key("text")
    if let text = simulation.text { json.string(text) } else { json.null() }
    try endLine(.simulations, extra: simulation.extra)
  }

  func visit(_ label: RecordTexts.Label) throws {
    let number = RecordKey.code(of: label.key)
    guard number < dictionaries.series.count else { return }
    let series = dictionaries.series[number]
    json.open("{")
    string("conversation", label.conversation)
    integer("turn", RecordKey.turn(of: label.key))
    switch source(series.source) {
    case .real: string("source", "real")
    case .agent: string("source", "agent")
    case .simulator(let id, let draw):
      string("source", id)
      if !label.drawIsImplied { integer("draw", draw) }
    case nil: break
    }
    if series.instrument < description.instruments.count {
      string("instrument", description.instruments[series.instrument].id)
    }
    appendCodes(label.codes)
    if let signal = label.signal { string("signal", signal) }
    if let convergence = label.convergence {
      json.key("convergence")
      json.number(convergence)
    }
    if let rationale = label.rationale { string("rationale", rationale) }
    try endLine(.labels, extra: label.extra)
  }

  func visit(review: UnsafeRawBufferPointer) throws {
    json.raw(review)
    try endLine(.reviews, extra: nil, closing: false)
  }

  private func appendCodes(_ codes: LabelCodes) {
    let schema = description.schema
    func name(_ key: StaticString, _ names: [String], _ code: UInt8) {
      if Int(code) < names.count { string(key, names[Int(code)]) }
    }
    if Int(codes.stage) < schema.stages.count { string("stage", schema.stages[Int(codes.stage)].id) }
    name("emotion", schema.emotions, codes.emotion)
    name("blocker", schema.blockers, codes.blocker)
    name("exit", schema.exits, codes.exit)
    name("action", schema.actions, codes.action)
  }

  private func source(_ number: Int) -> LabelSource? {
    number < dictionaries.sources.count ? dictionaries.sources[number] : nil
  }

  private func endLine(_ kind: BundleFiles.Kind, extra: UnsafeRawBufferPointer?, closing: Bool = true) throws {
    if let extra { json.members(of: extra) }
    if closing { json.close("}") }
    json.endLine()
    let file = try files[kind] ?? LineFile(path: "\(folder)/\(kind.rawValue).jsonl")
    files[kind] = file
    try file.write(&json)
  }

  private func string(_ key: StaticString, _ text: UnsafeRawBufferPointer) {
    json.key(key)
    json.string(text)
  }

  private func string(_ key: StaticString, _ text: String) {
    json.key(key)
    json.string(text)
  }

  private func integer(_ key: StaticString, _ number: Int) {
    json.key(key)
    json.integer(number)
  }
}
