import Testing

@testable import SyntheticAudit

/// There are words for everything that the model can draw.
@Suite struct GrammarCoverageTests {
  static let domains = GenerationOptions.Domain.allCases

  @Test(arguments: domains)
  func everyStageExitActBlockerAndActionHasWords(_ domain: GenerationOptions.Domain) throws {
    let vocabulary = try Vocabulary(domain: domain)
    var random = Xoshiro256(seed: 3)
    for voice in [vocabulary.people, vocabulary.models] {
      for stage in Stage.allCases {
        for exit in ExitAct.allCases {
          for blocker in Blocker.allCases {
            for action in AgentAction.allCases {
              let state = DecisionState(stage: stage, emotion: .neutral, blocker: blocker, exit: exit)
              let topic = action == .probe ? 0 : nil
              let choice = voice.choice(for: state, at: .init(action: action, topic: topic), &random)
              let section = vocabulary.book.sections[choice.section]
              if !choice.answers { #expect(section.name.contains(stage.id)) }
              if exit != .none { #expect(section.name.contains(exit.id)) }
              #expect(!section.told.isEmpty && !section.untold.isEmpty)
            }
          }
        }
      }
    }
  }

  @Test(arguments: domains)
  func theAgentHasWordsForEveryActionAfterEveryState(_ domain: GenerationOptions.Domain) throws {
    let vocabulary = try Vocabulary(domain: domain)
    var composer = TurnComposer(vocabulary: vocabulary, detail: .full)
    composer.begin(values: vocabulary.cast.traits.map { _ in 0 }, Xoshiro256(seed: 5))
    for action in AgentAction.allCases {
      for stage in Stage.allCases {
        for blocker in Blocker.allCases {
          for isFollowUp in [false, true] {
            var bytes: [UInt8] = []
            let state = DecisionState(stage: stage, emotion: .neutral, blocker: blocker, exit: .none)
            let topic = composer.appendAgent(
              action, after: state, answered: nil, isFollowUp: isFollowUp, progress: 0.5, to: &bytes)
            #expect(bytes.count > 3)
            #expect((topic != nil) == (action == .probe))
          }
        }
      }
    }
  }

  @Test(arguments: domains)
  func peopleWhoResistOrWeighHaveManyWaysToSaySo(_ domain: GenerationOptions.Domain) throws {
    let book = try Vocabulary(domain: domain).book
    for stage in [Stage.resisting, .considering] {
      for blocker in Blocker.allCases where blocker != .none {
        let section = book.sections[try book.required("user \(stage.id) \(blocker.id)")]
        #expect(Set(section.told + section.untold).count >= 12, "\(section.name)")
      }
    }
    #expect(book.phrases.count > 1000)
  }

  @Test(arguments: domains)
  func noPhraseAppearsTwiceInASection(_ domain: GenerationOptions.Domain) throws {
    let book = try Vocabulary(domain: domain).book
    for section in book.sections {
      let phrases = Set(section.told + section.untold).sorted().map { book.phrases[$0] }
      for (index, phrase) in phrases.enumerated() {
        #expect(!phrases[(index + 1)...].contains(phrase), "\(section.name)")
      }
    }
  }

  /// The books that ship are read by the tests above, which fail with the same words.
  @Test func aBrokenPhraseIsNamedByItsFileAndLine() {
    for (text, line, part) in [
      ("before", 1, "before any section"), ("# x\n\n@a\nx\n{nobody}", 5, "unknown slot"),
      ("@a\n[open", 2, "unbalanced"), ("@a\n[one] [two]", 2, "unbalanced"), ("@a\nshut]", 2, "unbalanced"),
      ("@a\n{one{two}", 2, "unbalanced"),
      ("@a\nx\n@a\ny", 3, "twice"), ("\n@a\n+ only later", 2, "nothing to say"), ("@a\nsay \"it\"", 2, "JSON escapes"),
    ] {
      let error = #expect(throws: GenerationError.self) {
        _ = try PhraseBook(file: "book.txt", text: text, slots: [:], questionMarks: [])
      }
      #expect(error?.description.contains("book.txt:\(line): ") == true, "\(text)")
      #expect(error?.description.contains(part) == true, "\(text)")
    }
  }
}
