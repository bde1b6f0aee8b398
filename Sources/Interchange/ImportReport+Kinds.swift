public import Cases

extension ImportReport {
  /// The counts of all kinds of rows.
  var all: [Counts] { [conversations, simulatedConversations ?? Counts(), simulations, labels, reviews] }

  public subscript(kind: BundleFiles.Kind) -> Counts {
    get { self[kind.rows] }
    set { self[kind.rows] = newValue }
  }

  public subscript(kind: RecordConflict.Kind) -> Counts {
    get {
      switch kind {
      case .conversation: conversations
      case .simulatedConversation: simulatedConversations ?? Counts()
      case .simulation: simulations
      case .label, .simulatedLabel: labels
      case .review: reviews
      }
    }
    set {
      switch kind {
      case .conversation: conversations = newValue
      case .simulatedConversation: simulatedConversations = newValue
      case .simulation: simulations = newValue
      case .label, .simulatedLabel: labels = newValue
      case .review: reviews = newValue
      }
    }
  }

  /// What was read of a file and refused: real and simulated conversations stand in one.
  func counts(ofFile kind: BundleFiles.Kind) -> (read: Int, refused: Int) {
    let own = self[kind]
    guard kind == .conversations, let simulated = simulatedConversations else { return (own.read, own.refused) }
    return (own.read + simulated.read, own.refused + simulated.refused)
  }
}

extension BundleFiles.Kind {
  /// The rows that a file holds, simulated conversations apart.
  var rows: RecordConflict.Kind {
    switch self {
    case .conversations: .conversation
    case .simulations: .simulation
    case .labels: .label
    case .reviews: .review
    }
  }
}
