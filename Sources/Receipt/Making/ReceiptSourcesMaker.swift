public import Cases
internal import Digest
internal import Fidelity
internal import JSON

/// What a receipt says of the audit, the simulator and the instrument: from the definitions that the program ran where
/// there are any, else from `audit.json`.
struct ReceiptSourcesMaker {
  private let input: ReceiptInput
  private let json: JSONValue

  init(_ input: ReceiptInput) {
    self.input = input
    json = (try? JSONValue(parsing: Array(input.auditJSON.utf8))) ?? .null
  }

  private var description: AuditDescription { input.description }

  var audit: ReceiptAudit {
    ReceiptAudit(
      name: description.name, title: Stated(text: description.title), language: Stated(text: description.language),
      synthetic: Stated(description.synthetic), license: Stated(text: description.license))
  }

  var outcome: ReceiptOutcome {
    let strata = description.outcome.strata.enumerated().map { index, stratum in
      let part = input.report.strata.first { $0.id == stratum.id }
      return ReceiptOutcome.Stratum(
        id: stratum.id, label: Stated(text: stratum.label), committed: stratum.committed,
        conversations: input.account.conversations[index], analysed: part?.conversations ?? 0, pairs: part?.pairs ?? 0)
    }
    return ReceiptOutcome(
      name: description.outcome.name, evidence: Stated(text: description.outcome.evidence),
      truncation: Stated(text: description.outcome.truncation), strata: strata)
  }

  var conversations: ReceiptConversations {
    ReceiptConversations(
      source: Stated(text: description.source),
      sampling: Stated(text: input.plan?.sampling ?? json["sampling"]?.string),
      counts: (input.plan?.counts ?? []) + counts)
  }

  private var counts: [ReceiptConversations.Count] {
    let account = input.report.account
    let analysed = input.report.strata.reduce(0) { $0 + ($1.conversations ?? 0) }
    let filter = input.options.filterText.map { ", within the filter \($0)" } ?? ""
    let (simulator, instrument) = (input.options.simulator, input.options.instrument)
    return [
      .init(step: "conversations stored", count: input.account.stored, why: "all conversations of the audit"),
      .init(
        step: "conversations eligible", count: input.account.eligible,
        why: "with a user turn after the opening one, or an unanswered end where exits are probed"),
      .init(
        step: "conversations probed", count: input.account.probed,
        why: instrument.isEmpty
          ? "nothing is labelled"
          : "with a turn of \(simulator) that \(instrument) labelled, or that is no reply\(filter)"),
    ] + unknownOutcome + [
      .init(
        step: "conversations analysed", count: analysed, why: "with at least one pair in which both turns have a stage"),
      .init(step: "pairs", count: account.total, why: "probe points of the probed conversations"),
      .init(
        step: "pairs without a reply", count: account.realSilent + account.simulatedSilent + account.bothSilent,
        why:
          "real \(account.realSilent), simulated \(account.simulatedSilent), both \(account.bothSilent); in the exit "
          + "audit, in no share or bias"),
      .init(step: "pairs not labelled", count: account.unlabelled, why: "a stage is missing on at least one side"),
      .init(step: "pairs analysed", count: account.labelled, why: "both turns have a stage"),
    ]
  }

  private var unknownOutcome: [ReceiptConversations.Count] {
    let unknown = input.report.unknownOutcome
    guard unknown.pairs > 0 else { return [] }
    return [
      .init(
        step: "conversations of unknown outcome", count: unknown.conversations,
        why: "probed, but in no stratum that the audit names: in no number, with their \(unknown.pairs) pairs")
    ]
  }

  var simulator: ReceiptSimulator {
    let id = input.options.simulator
    let known = description.simulators.first { $0.id == id }
    let entry = element(of: "simulators", id)
    let definition = input.simulator
    let prompt = Stated(text: definition?.prompt ?? known?.prompt)
    var draws = "mean over all \(input.account.draws) draws"
    if case .single(let number) = input.options.draws { draws = "draw \(number) of \(input.account.draws)" }
    return ReceiptSimulator(
      id: id, model: Stated(text: definition?.model ?? known?.model), prompt: prompt,
      promptSha256: digest(of: prompt), sampling: sampling(definition, entry), draws: draws,
      profileFields: Stated(definition?.profileFields ?? known?.profileFields),
      mayStaySilent: Stated(input.options.silencePermitted), answers: definition?.answers)
  }

  var instrument: ReceiptInstrument {
    let id = input.options.instrument
    let known = description.instruments.first { $0.id == id }
    let definition = input.instrument
    let prompt = Stated(text: definition?.prompt ?? known?.prompt)
    let pairs = input.report.instruments?.pairs ?? []
    func agreements(isHuman: Bool) -> Stated<[ReceiptInstrument.Agreement]> {
      let found = pairs.filter { $0.isHuman == isHuman }.map(ReceiptInstrument.Agreement.init)
      return found.isEmpty ? .notStated : .stated(found)
    }
    return ReceiptInstrument(
      id: id, model: Stated(text: definition?.model ?? known?.model), prompt: prompt, promptSha256: digest(of: prompt),
      sampling: sampling(definition, element(of: "instruments", id)),
      invalid: Stated(input.invalid.map { $0.map { ReceiptInstrument.Invalid($0, level: input.options.level) } }),
      secondJudge: agreements(isHuman: false), people: agreements(isHuman: true),
      answers: definition?.answers)
  }

  var probes: ReceiptProbes {
    let fractions = description.probes?.fractions ?? []
    let names = PositionDictionary(rule: description.probes).names
    return ReceiptProbes(
      fractions: fractions.isEmpty ? .notStated : .stated(fractions), exitProbe: Stated(description.probes?.exitProbe),
      positions: zip(names, input.account.positions).map { ReceiptProbes.Position(id: $0, pairs: $1) })
  }

  private func element(of list: String, _ id: String) -> JSONValue? {
    json[list]?.elements?.first { $0["id"]?.string == id }
  }

  private func digest(of prompt: Stated<String>) -> Stated<String> {
    Stated(prompt.value.map { SHA256.hexadecimal(of: $0.utf8) })
  }

  /// The settings of the definition, else the known settings of `audit.json`.
  private func sampling(
    _ definition: ReceiptInput.Definition?, _ entry: JSONValue?
  ) -> Stated<[ReceiptSimulator.Setting]> {
    if let definition, !definition.sampling.isEmpty { return .stated(definition.sampling) }
    let settings = ReceiptSourcesMaker.settings.compactMap { name -> ReceiptSimulator.Setting? in
      guard case .number(let text)? = entry?[name] else { return nil }
      return ReceiptSimulator.Setting(name: name, value: text)
    }
    return settings.isEmpty ? .notStated : .stated(settings)
  }

  private static let settings = [
    "temperature", "top_p", "top_k", "min_p", "max_tokens", "presence_penalty", "frequency_penalty", "seed",
  ]
}

extension AuditDescription {
  /// Whether a simulator may stay silent, as `audit.json` says: by the words in `no_reply` that mean silence, by
  /// `empty_is_no_reply`, or by null. `nil` where it does not say.
  public static func silencePermitted(of simulator: String, auditJSON: String) -> Bool? {
    guard let json = try? JSONValue(parsing: Array(auditJSON.utf8)),
      let entry = json["simulators"]?.elements?.first(where: { $0["id"]?.string == simulator })
    else { return nil }
    if entry["empty_is_no_reply"]?.bool == true { return true }
    return entry["no_reply"].map { $0.string != nil }
  }
}
