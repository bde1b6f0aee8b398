/// Makes the columns of ``WholeConversations`` out of one simulated conversation after the other.
public struct WholeConversationsBuilder {
  /// What has to be known of a simulated conversation. The buffers live as long as the call.
  public struct Facts {
    public var key: UInt32
    /// The place of its simulator among those of `audit.json`.
    public var simulator: Int
    /// The store's key of the real conversation that it replays.
    public var replays: UInt32?
    /// As it is meant: that of the replayed conversation where it has none.
    public var stratum: UInt8
    /// Whether it is that of the replayed conversation.
    public var inherits: Bool
    public var endedBy: UInt8
    public var customer: UnsafeBufferPointer<UInt8>?
    /// ``PackedProfile``
    public var profile: UnsafeRawBufferPointer

    public init(
      key: UInt32, simulator: Int, replays: UInt32?, stratum: UInt8, inherits: Bool, endedBy: UInt8,
      customer: UnsafeBufferPointer<UInt8>?, profile: UnsafeRawBufferPointer
    ) {
      self.key = key
      self.simulator = simulator
      self.replays = replays
      self.stratum = stratum
      self.inherits = inherits
      self.endedBy = endedBy
      self.customer = customer
      self.profile = profile
    }
  }

  private let real: ConversationColumns
  private var whole = WholeConversations()
  private var customers: CustomerClusters
  private var profile: ProfileColumnsBuilder

  /// - Parameters:
  ///   - real: The columns of the real conversations.
  ///   - customers: Those of the real conversations.
  init(
    beside real: ConversationColumns, customers: CustomerClusters, description: AuditDescription, fields: [String]
  ) {
    self.real = real
    self.customers = customers
    whole.simulators = description.simulators.map(\.id)
    profile = ProfileColumnsBuilder(fields: fields)
  }

  /// Adds a simulated conversation. They come in ascending order of their keys.
  public mutating func add(_ facts: Facts, roles: [Role]) {
    let row = whole.count
    let replayed = facts.replays.flatMap { real.row(ofKey: $0) }
    // Whoever replays a conversation without a customer is of that conversation's unit.
    let cluster =
      facts.customer.map { customers.cluster(of: $0) } ?? replayed.map { real.cluster[$0] } ?? customers.fresh()
    whole.simulated.add(key: facts.key, stratum: facts.stratum, cluster: cluster, roles: roles)
    whole.simulator.append(UInt16(clamping: facts.simulator))
    whole.replays.append(replayed.map { UInt32($0) } ?? WholeConversations.noReplay)
    whole.endedBy.append(facts.endedBy)
    whole.inherits.append(facts.inherits ? 1 : 0)
    profile.add(facts.profile, row: row)
  }

  /// - Parameters:
  ///   - conduct: Of the real conversations, then of the simulated ones.
  ///   - labels: Of the same.
  public consuming func finish(conduct: ConductColumns, labels: WholeLabels) -> WholeConversations {
    whole.simulated.clusterCount = customers.count
    whole.simulated.profile = profile.columns(rows: whole.count)
    whole.conduct = conduct
    whole.labels = labels
    return whole
  }
}

extension ConversationColumns {
  /// The row of a conversation; keys ascend in the order of the import.
  /// - Complexity: O(log conversations)
  public func row(ofKey key: UInt32) -> Int? {
    var (low, high) = (0, self.key.count)
    while low < high {
      let middle = (low + high) / 2
      if self.key[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < self.key.count && self.key[low] == key ? low : nil
  }

  /// Adds what the record of a conversation tells.
  mutating func add(key: UInt32, stratum: UInt8, cluster: UInt32, roles: [Role]) {
    self.key.append(key)
    self.stratum.append(stratum)
    self.cluster.append(cluster)
    userTurns.append(UInt16(clamping: roles.count { $0 == .user }))
    turns.append(UInt16(clamping: roles.count))
    let record = ExitRecord(roles)
    agentTurns.append(UInt16(clamping: record.agentTurns))
    silences.append(UInt16(clamping: record.silences))
    isAbandoned.append(record.isAbandoned ? 1 : 0)
  }
}

/// Numbers the clusters: one a customer, and one of its own where no customer is named.
struct CustomerClusters {
  private var customers = StringTable()
  private var clusterOfCustomer: [UInt32] = []
  private(set) var count = 0

  mutating func cluster(of customer: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let entry = customers.intern(customer)
    if !entry.isNew { return clusterOfCustomer[Int(entry.number)] }
    let cluster = fresh()
    clusterOfCustomer.append(cluster)
    return cluster
  }

  mutating func fresh() -> UInt32 {
    count += 1
    return UInt32(count - 1)
  }
}
