/// What an exact sampler is told of the people at a probe, from little to much; never how the conversation ended.
///
/// Labels are those of the first instrument, or the states themselves where there is none. A conversation's profile says
/// nothing of its stages in the planted model, so that knowing it too would change no law.
public enum Knowledge: String, Sendable, CaseIterable {
  /// Which fraction of the conversation is probed.
  case position
  /// That, and the last stage that was labelled before.
  case previousStage = "previous-stage"
  /// That, and the label of the agent's action before the probe.
  case action
  /// Every label and every silence before the probe, and how many user turns the conversation has.
  case history
  /// As ``history``, of the states themselves: free of what instruments do to them.
  case states
}
