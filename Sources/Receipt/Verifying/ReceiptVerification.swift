internal import Digest
public import JSON
internal import Text

/// What agrees between a receipt and an audit and what does not, point by point.
public struct ReceiptVerification: Sendable, Hashable {
  /// One place where the two differ.
  public struct Difference: Sendable, Hashable {
    /// Such as `predicate.results.strata[non-buyer].depth_bias.estimate`.
    public var path: String
    /// As it stands in the receipt; `nil` where it is not there.
    public var receipt: String?
    /// As it was computed now.
    public var audit: String?
  }

  public struct Point: Sendable, Hashable {
    /// "form", "program", "seals", "conversations", "results" …
    public var name: String
    public var agrees: Bool
    /// A sentence.
    public var detail: String
    public var differences: [Difference]

    public init(_ name: String, agrees: Bool, _ detail: String, differences: [Difference] = []) {
      self.name = name
      self.agrees = agrees
      self.detail = detail
      self.differences = differences
    }
  }

  public private(set) var points: [Point] = []

  public var agrees: Bool { points.allSatisfy(\.agrees) }

  public mutating func add(_ point: Point) { points.append(point) }

  /// Looks at the receipt alone: its form, its program, its seals.
  ///
  /// - Parameters:
  ///   - text: The file.
  ///   - file: The file as JSON.
  ///   - receipt: The file as a receipt.
  ///   - version: The version of the program that looks.
  public init(of text: [UInt8], file: JSONValue, receipt: Receipt, version: String) {
    let isWritten = (try? receipt.json()).map { Array($0.utf8) == text } ?? false
    add(
      Point(
        "form", agrees: isWritten,
        isWritten ? "written as walkaway writes receipts" : "not as walkaway writes receipts: the file was edited"))
    let isStatement = receipt.type == Receipt.statementType && receipt.predicateType == Receipt.predicateType
    add(
      Point(
        "statement", agrees: isStatement,
        isStatement
          ? "\(Receipt.predicateType)" : "\(receipt.type), \(receipt.predicateType): another kind of statement"))
    let own = receipt.predicate.program
    let isOwn = own.version == version && own.name == "walkaway"
    add(
      Point(
        "program", agrees: isOwn,
        isOwn
          ? "\(own.name) \(own.version); it says that it was issued at \(own.issuedAt), which only a signature can show"
          : "written by \(own.name) \(own.version), checked by walkaway \(version): numbers of another version may differ"
      ))
    add(ReceiptVerification.seals(of: file, receipt: receipt))
  }

  private static func seals(of file: JSONValue, receipt: Receipt) -> Point {
    let sealed = receipt.predicate.seals.sections
    let found = ReceiptSeals(of: file).sections
    var broken: [String] = []
    for section in Set((sealed + found).map(\.section)) {
      if sealed.filter({ $0.section == section }) != found.filter({ $0.section == section }) { broken.append(section) }
    }
    broken.sort()
    return Point(
      "seals", agrees: broken.isEmpty,
      broken.isEmpty
        ? "no section was altered since it was written"
        : "altered since it was written: " + broken.map(words).joined(separator: ", "))
  }

  /// What a section holds, where its name alone would not say it.
  private static func words(_ section: String) -> String {
    switch section {
    case "method": "method (series, filter, seed, resamples, level)"
    case "program": "program (version, time)"
    case "subject": "subject (digests)"
    default: section
    }
  }

  /// Compares the receipt with one that was computed now, with the receipt's own settings.
  public mutating func compare(_ file: JSONValue, with computed: Receipt) throws {
    let now = try JSONValue(parsing: Array(try computed.json().utf8))
    for (index, subject) in computed.subject.enumerated() { add(point(of: subject, index, file, now)) }
    let extra = (file["subject"]?.elements?.count ?? 0) - computed.subject.count
    if extra != 0 { add(Point("subjects", agrees: false, "\(abs(extra)) \(extra > 0 ? "too many" : "are missing")")) }
    isOfProbedStore =
      points.allSatisfy { $0.agrees || !$0.name.hasPrefix("digest of ") } && ReceiptVerification.tellsOfAsking(file)
      && !ReceiptVerification.tellsOfAsking(now)
    guard let sections = now["predicate"], let stated = file["predicate"] else { return }
    for section in ReceiptVerification.keys(of: stated, sections)
    where !["program", "seals", "looks"].contains(section) {
      var differences: [Difference] = []
      ReceiptVerification.compare(stated[section], sections[section], "predicate." + section, &differences)
      add(Point(section, differences))
    }
  }

  private func point(of subject: ReceiptSubject, _ index: Int, _ file: JSONValue, _ now: JSONValue) -> Point {
    let records = NumberText.counted(subject.annotations.records, "record")
    var differences: [Difference] = []
    ReceiptVerification.compare(
      file["subject"]?[index], now["subject"]?[index], "subject[\(subject.name)]", &differences)
    let name = "digest of \(subject.name)"
    if differences.isEmpty { return Point(name, agrees: true, "\(records), sha256 \(subject.digest.sha256)") }
    var then = "?"
    if let count = file["subject"]?[index]?["annotations"]?["records"]?.integer {
      then = NumberText.counted(count, "record")
    }
    return Point(
      name, agrees: false,
      "the audit's \(subject.name) are not those of the receipt (\(then) in the receipt, \(records) in the audit)",
      differences: differences)
  }

  /// Whether the records agree, and the receipt tells of a probed store what the audit that it is held against does not:
  /// a bundle has no plans and no account of what was asked.
  public private(set) var isOfProbedStore = false

  private static func tellsOfAsking(_ statement: JSONValue) -> Bool {
    guard let predicate = statement["predicate"] else { return false }
    let steps = predicate["conversations"]?["counts"]?.elements ?? []
    return predicate["simulator"]?["answers"]?.members != nil || predicate["instrument"]?["answers"]?.members != nil
      || steps.contains { $0["step"]?.string?.hasPrefix("plan: ") == true }
  }

  /// The keys of either object.
  private static func keys(of objects: JSONValue?...) -> [String] {
    Set(objects.flatMap { $0?.members?.map(\.key) ?? [] }).sorted()
  }

  static func compare(_ stated: JSONValue?, _ now: JSONValue?, _ path: String, _ differences: inout [Difference]) {
    switch (stated, now) {
    case (.object?, .object?):
      for key in keys(of: stated, now) { compare(stated?[key], now?[key], path + "." + key, &differences) }
    case (.array(let left)?, .array(let right)?):
      for index in 0..<max(left.count, right.count) {
        let (old, new) = (index < left.count ? left[index] : nil, index < right.count ? right[index] : nil)
        compare(old, new, "\(path)[\((new ?? old)?.label ?? String(index))]", &differences)
      }
    default:
      if stated != now { differences.append(Difference(path: path, receipt: stated?.canonical, audit: now?.canonical)) }
    }
  }
}

extension JSONValue {
  /// What names an element of a list.
  fileprivate var label: String? {
    for key in ["id", "act", "agent", "step", "reference", "with", "source"] {
      if let text = self[key]?.string { return text }
    }
    return nil
  }
}

extension ReceiptVerification.Point {
  /// A section that was computed again.
  fileprivate init(_ section: String, _ differences: [ReceiptVerification.Difference]) {
    guard !differences.isEmpty else {
      self.init(section, agrees: true, "as computed now")
      return
    }
    let count = "\(differences.count) \(differences.count == 1 ? "place differs" : "places differ")"
    let isRandom = differences.allSatisfy { difference in
      ReceiptVerification.Point.drawn.contains { difference.path.contains($0) }
    }
    self.init(
      section, agrees: false,
      isRandom
        ? "\(count), all in what is drawn at random: computed with another seed or number of resamples than stated, or "
          + "altered" : count,
      differences: differences)
  }

  /// Parts of the paths of what depends on the seed.
  private static let drawn = [
    ".bootstrap", ".excess", ".permutation_p", ".cohen_d.interval", ".hedges_g.interval", ".wasserstein",
    "concentration.p.",
    "concentration.sentence", "verdict", ".whole_conversations.told", ".ranks.expected",
    ".ranks.limit", ".ranks.finding", ".ranks.sentence",
  ]
}
