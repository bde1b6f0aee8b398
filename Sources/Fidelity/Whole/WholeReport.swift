public import Cases

/// Whole conversations of a simulator beside the real ones.
///
/// Parts that were not asked for are `nil`.
public struct WholeReport: Sendable, Hashable {
  /// One simulator.
  public struct Speaker: Sendable, Hashable {
    public var id: String
    public var simulated: Int
    public var real: Int
    /// How many of the simulated ones replay a real one, and so belong to its cluster.
    public var replayed: Int
    /// How many more there are, that were left out for a fault of theirs: they are among the faults alone.
    public var leftOut = 0
    /// All conversations first, then those of every stratum of which there are some on both sides.
    public var groups: [Group]
    /// How well the speech alone tells simulated conversations from real ones, all strata together.
    public var told: SpeechTold?
  }

  /// All conversations of a simulator, or those of one stratum.
  public struct Group: Sendable, Hashable {
    /// `nil` for all.
    public var stratum: Stratum?
    public var endings: Endings?
    public var faults: Faults?
    public var lengths: Lengths?
    /// Of all conversations alone: those of one outcome all have it.
    public var outcomes: Outcomes?
    public var speech: Speech?
    /// `nil` where no user turn of a simulated conversation is labelled.
    public var stages: Stages?

    init(_ stratum: Stratum?) { self.stratum = stratum }
  }

  /// How conversations end.
  public struct Endings: Sendable, Hashable {
    /// What the last user turn does, in the order of ``LastAct``; told from words.
    public var lastActs: [WholeShare]
    /// Who spoke last: agent, user.
    public var spokeLast: [WholeShare]
    /// What the last user turn does by its label, in the order of the schema’s exit acts; empty where no simulated one is
    /// labelled.
    public var labelledActs: [WholeShare] = []
    /// In the order of ``EndedBy``; recorded of simulated conversations alone.
    public var endedBy: [WholeShare]
  }

  /// Where conversations go, by the labels of one instrument.
  public struct Stages: Sendable, Hashable {
    /// The stage of the last labelled user turn, in the schema’s order.
    public var last: [WholeShare]
    /// Conversations that resist, leave, commit in any labelled user turn.
    public var ever: [WholeShare]
    /// User turns that are labelled.
    public var labelled: WholeShare
    /// By number, as far as any conversation goes.
    public var turns: [Turn]
    /// Stage before and after, of two user turns in a row that are both labelled; those that nobody makes are left out.
    public var transitions: [Transition]
    public var resistance: Resistance

    /// The user turns of one number.
    public struct Turn: Sendable, Hashable {
      /// From 1.
      public var number: Int
      /// Whether it stands for all later ones too.
      public var isOpen: Bool
      /// Conversations that have such a turn, labelled or not.
      public var reached: WholeShare
      /// Of labelled turns, in the schema’s order.
      public var stages: [WholeShare]
    }

    /// How often one stage follows another.
    public struct Transition: Sendable, Hashable {
      public var from: String
      public var to: String
      /// Of the labelled turns that follow one of stage ``from``.
      public var share: WholeShare
    }

    /// When conversations with labels first resist.
    public struct Resistance: Sendable, Hashable {
      /// The share that has resisted by a user turn, the id being its number; the last is ``horizon``.
      public var byTurn: [WholeMean]
      /// The mean user turn of the first resistance, ``horizon`` where there is none.
      public var mean: WholeMean
      /// The most user turns that both sides reach.
      public var horizon: Int
    }
  }

  /// What is wrong with replies.
  public struct Faults: Sendable, Hashable {
    /// Conversations with each fault, in the order of ``Fault``.
    public var conversations: [WholeShare]
    /// Conversations with any.
    public var any: WholeShare
    /// User turns with any.
    public var turns: WholeShare
  }

  /// How long conversations last, in user turns.
  public struct Lengths: Sendable, Hashable {
    /// What had ended simulated conversations by their last user turn, the other causes competing.
    public struct Cause: Sendable, Hashable {
      public var cause: EndedBy
      public var incidence: Figure
    }

    /// Of what was seen, cut off or not.
    public var mean: WholeMean
    /// The mean up to ``horizon``, were nothing cut off before.
    public var restrictedMean: WholeMean
    /// The most user turns that both sides reach.
    public var horizon: Int
    /// The share that goes on after each user turn, by Kaplan and Meier; the limits of its steps take every conversation
    /// as independent.
    public var real: SurvivalReport.Curve
    public var simulated: SurvivalReport.Curve
    /// Empty where nobody wrote down what ended them.
    public var causes: [Cause]
    /// The clustered log-rank test that both end equally fast.
    public var p: Quantity
  }

  /// What became of conversations of which it is known, and by which user turn.
  public struct Outcomes: Sendable, Hashable {
    public enum Name: String, Sendable, Hashable {
      /// The outcome is a commitment.
      case committed
      /// It is none, and no limit, error or unknown end came before it.
      case left
    }

    public struct Cause: Sendable, Hashable {
      public var name: Name
      /// By ``horizon``, the other causes and a limit competing.
      public var incidence: WholeMean
      /// Gray's clustered test that both come to it equally often and fast.
      public var p: Quantity
    }

    public var causes: [Cause] = []
    /// The most user turns that both sides reach, of those that are known.
    public var horizon = 0
    /// Conversations whose own outcome is known: the others do not count.
    public var knownReal = 0
    public var knownSimulated = 0
    /// Simulated ones that have that of the real one which they replay, and none of their own.
    public var inherited = 0

    init() {}
  }

  /// How users speak. It says nothing of what they decide.
  public struct Speech: Sendable, Hashable {
    /// Characters of a user turn.
    public var characters: WholeMean
    /// Shares of user turns: of six characters or fewer, that ask, that repeat one before.
    public var turns: [WholeShare]
    /// Different words ÷ words of a conversation.
    public var distinctWords: WholeShare
  }

  /// How well a classifier tells simulated conversations from real ones by their speech.
  public struct SpeechTold: Sendable, Hashable {
    /// The area under the receiver operating characteristic; 0.5: not at all.
    public var auc: Figure
    /// The mean over random halves of the real people, one half being told from the other, as far from 0.5 as they are.
    public var floor: Quantity
    public var folds: Int
    public var splits: Int
    /// Units of the side that has fewer.
    public var units: Int

    /// Whether they are told apart better than halves of the real people are.
    public var finding: RealAgainstSimulated.Finding {
      guard units >= ConcentrationVerdict.fewestUnits, let bounds = auc.interval.bounds, let floor = floor.number
      else { return .withheld }
      return bounds.lower > floor ? .higher : .notShown
    }
  }

  public var speakers: [Speaker]
  /// The instrument whose labels tell where conversations go; `nil` where no simulated user turn is labelled.
  public var instrument: String?
  /// Why there is no speaker.
  public var reason: String?
  /// How agents fare under each simulator; `nil` where nothing is to be compared.
  public var agents: AgentScores?

  init(speakers: [Speaker] = [], reason: String? = nil) {
    self.speakers = speakers
    self.reason = reason
  }
}
