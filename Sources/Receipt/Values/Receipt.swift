public import Cases

/// A decision-fidelity receipt: an in-toto Statement v1 whose subjects are the records of an audit and whose predicate
/// says what was measured on them, how, and with which result.
///
/// > in-toto Attestation Framework, Statement v1: https://in-toto.io/Statement/v1
public struct Receipt: Sendable, Hashable, Codable {
  public var type: String
  public var subject: [ReceiptSubject]
  public var predicateType: String
  public var predicate: ReceiptPredicate

  enum CodingKeys: String, CodingKey {
    case type = "_type"
    case subject, predicateType, predicate
  }

  public init(subject: [ReceiptSubject], predicate: ReceiptPredicate) {
    type = Receipt.statementType
    self.subject = subject
    predicateType = Receipt.predicateType
    self.predicate = predicate
  }

  public static let statementType = "https://in-toto.io/Statement/v1"
  /// Names the predicate's schema; raised with every change that an older reader would misread.
  public static let predicateType = family + "5"
  private static let family = "urn:walkaway:decision-fidelity-receipt:"

  /// Whether `type` is that of a receipt of an earlier or later program.
  public static func isOtherForm(_ type: String) -> Bool { type.hasPrefix(family) && type != predicateType }
}

/// One kind of record of the audit, by its digest (see ``RecordDigests``).
public struct ReceiptSubject: Sendable, Hashable, Codable {
  public struct Digest: Sendable, Hashable, Codable {
    /// 64 hexadecimal digits.
    public var sha256: String

    public init(sha256: String) { self.sha256 = sha256 }
  }

  public struct Annotations: Sendable, Hashable, Codable {
    /// The records that were digested.
    public var records: Int
    /// The canonical form that they were digested in.
    public var form: String

    public init(records: Int, form: String) {
      self.records = records
      self.form = form
    }
  }

  /// "conversations", "simulations", "labels" or "reviews".
  public var name: String
  public var digest: Digest
  public var annotations: Annotations

  public init(name: String, digest: Digest, annotations: Annotations) {
    self.name = name
    self.digest = digest
    self.annotations = annotations
  }
}

/// What a receipt says of its subjects.
public struct ReceiptPredicate: Sendable, Hashable, Codable {
  public var program: ReceiptProgram
  public var method: ReceiptMethod
  public var audit: ReceiptAudit
  public var outcome: ReceiptOutcome
  public var conversations: ReceiptConversations
  public var simulator: ReceiptSimulator
  public var probes: ReceiptProbes
  public var instrument: ReceiptInstrument
  public var stateSchema: StateSchema
  /// How the people in the conversations were protected.
  public var privacy: Stated<String>
  public var results: ReceiptResults
  public var exitAudit: ReceiptExitAudit
  /// Absent where the audit has no whole simulated conversation.
  public var wholeConversations: ReceiptWhole?
  /// Whether errors concentrate on those who decline, as a tested sentence.
  public var concentration: ReceiptConcentration
  public var power: ReceiptPower
  /// What was looked at before; absent in receipts of earlier programs.
  public var looks: ReceiptLooks?
  /// Whether this is the analysis that was declared before labels came.
  public var plan: ReceiptPlan
  /// What the numbers do not say.
  public var limits: [String]
  public var completeness: ReceiptCompleteness
  /// SHA-256 of the canonical JSON of every other section, so that an altered one is named.
  public var seals: ReceiptSeals
}

/// What was looked at in the store before the receipt was made: it grows, and is not part of what can be computed again.
public struct ReceiptLooks: Sendable, Hashable, Codable {
  /// Distinct verdicts other than the receipt's own.
  public var before: Int
}

/// The program that wrote the receipt, and when.
public struct ReceiptProgram: Sendable, Hashable, Codable {
  public var name: String
  public var version: String
  /// RFC 3339, UTC.
  public var issuedAt: String

  public init(name: String = "walkaway", version: String, issuedAt: String) {
    self.name = name
    self.version = version
    self.issuedAt = issuedAt
  }
}

/// How many of the facts that a receipt should hold are stated, and which are not.
public struct ReceiptCompleteness: Sendable, Hashable, Codable {
  public var stated: Int
  public var of: Int
  /// The places of the missing, such as "simulator.model".
  public var missing: [String]

  public init(stated: Int, of: Int, missing: [String]) {
    self.stated = stated
    self.of = of
    self.missing = missing
  }
}

/// The digests of the sections.
public struct ReceiptSeals: Sendable, Hashable, Codable {
  public var sections: [ReceiptSeal]

  public init(sections: [ReceiptSeal]) { self.sections = sections }
}

/// The digest of one section in canonical JSON.
public struct ReceiptSeal: Sendable, Hashable, Codable {
  /// The section's key, such as "results", or "subject".
  public var section: String
  public var sha256: String

  public init(section: String, sha256: String) {
    self.section = section
    self.sha256 = sha256
  }
}
