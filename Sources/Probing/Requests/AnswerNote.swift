/// What is to be told of an answer that was taken.
public enum AnswerNote: String, Sendable, Hashable, CaseIterable {
  /// A turn that `max_tokens` cut.
  case cutOff = "cut_off"
  /// A turn that is nothing but a stage direction, of a simulator that has words for silence.
  case stageDirection = "stage_directions"
  /// A label whose signal is not in the turn, so that it was left out.
  case signalLeftOut = "signals_left_out"
  /// U+FFFD stands for characters that no text can hold.
  case mended
}
