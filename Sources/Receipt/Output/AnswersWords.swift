internal import Text

/// What a receipt says of the answers that came back, in words.
public enum AnswersWords {
  /// Names and values, without markup.
  public static func facts(of answers: ReceiptAnswers) -> [(name: String, value: String)] {
    var facts: [(name: String, value: String)] = []
    if !answers.served.isEmpty {
      let served = answers.served.map { "\($0.model) (\(NumberText.grouped($0.answers)))" }.joined(separator: ", ")
      facts.append(("Answered by", served))
    }
    if let format = answers.format {
      let refusal = answers.formatRefusal.map { ", because what is better was refused: \($0)" } ?? ""
      facts.append(("Asked for as", format + refusal))
    }
    facts.append(
      ("Answers", "\(NumberText.grouped(answers.valid)) valid, \(NumberText.grouped(answers.invalid)) invalid"))
    if let cutOff = answers.cutOff, cutOff > 0 {
      facts.append(("Cut off", "\(NumberText.counted(cutOff, "turn")) of them, where max_tokens ends"))
    }
    return facts
  }

  public static func words(of reason: ReceiptAnswers.Reason) -> String {
    let cause = reason.cause.map { "\($0.replacing("-", with: " ")): " } ?? ""
    return "\(NumberText.counted(reason.count, "answer")), \(cause)\(reason.why)"
      + (reason.example.map { ", such as \($0)" } ?? "")
  }
}
