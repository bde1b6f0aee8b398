extension StateSchema.NoReply: Codable {
  private enum CodingKeys: String, CodingKey { case depth }

  /// `{"depth": -1}`, or the id of a stage.
  public init(from decoder: any Decoder) throws {
    if let stage = try? decoder.singleValueContainer().decode(String.self) {
      self = .stage(stage)
    } else {
      self = .depth(try decoder.container(keyedBy: CodingKeys.self).decode(Double.self, forKey: .depth))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .stage(let id):
      var container = encoder.singleValueContainer()
      try container.encode(id)
    case .depth(let depth):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(depth, forKey: .depth)
    }
  }
}

extension StateSchema {
  /// The depth of silence, where it is a state.
  public var depthOfNoReply: Double? {
    switch noReply {
    case .depth(let depth): depth
    case .stage(let id): stages.first { $0.id == id }?.depth
    case nil: nil
    }
  }

  /// The schema with silence as its last stage; itself where silence is no state.
  var countingSilence: StateSchema {
    guard let noReply, let depth = depthOfNoReply, stages.count < Code.maximumValues else { return self }
    var schema = self
    schema.stages.append(Stage(id: FilterValue.noReply, depth: depth))
    if case .stage(let id) = noReply {
      for list in [\StateSchema.resistance, \.deliberation, \.commitment] where self[keyPath: list].contains(id) {
        schema[keyPath: list].append(FilterValue.noReply)
      }
    }
    return schema
  }

  /// The code of the stage that ``countingSilence`` adds.
  public var silenceCode: UInt8? {
    stages.last?.id == FilterValue.noReply ? UInt8(clamping: stages.count - 1) : nil
  }
}

extension CaseTable {
  /// The table with silence as a stage where the schema says what it counts as, so that shares and depths have it.
  public var countingSilence: CaseTable {
    var table = self
    table.description.schema = description.schema.countingSilence
    guard let code = table.description.schema.silenceCode, description.schema.noReply != nil else { return self }
    for column in [ByteColumn.realStage, .simulatedStage] {
      table.pairs[column] = pairs[column].map { $0 == Code.noReply ? code : $0 }
    }
    return table
  }
}
