extension SubscriptionGrammar {
  /// What an instrument says of its label.
  static let rationales = """
    @why resisting
    “{signal}” turns the offer away and leaves nothing open to continue from.
    The last message, “{signal}”, is a push back; the user does not want to go on.
    With “{signal}” the user shuts the conversation down rather than asking anything.
    “{signal}” shows avoidance; there is no forward movement.
    @why exploring
    “{signal}” asks for basics; the user has not invested anything yet.
    The user collects information (“{signal}”) without leaning either way.
    “{signal}” is a first orientation question.
    With “{signal}” the user finds out what this is, no more.
    @why engaging
    “{signal}” gives something of the user's own situation; they take part.
    The user answers openly (“{signal}”) and goes along with the conversation.
    “{signal}” is a cooperative reply that adds information.
    With “{signal}” the user picks up what the agent said.
    @why considering
    “{signal}” weighs the offer; there is interest but no decision.
    The user looks for grounds to decide (“{signal}”).
    “{signal}” treats the subscription as a live option and compares it.
    With “{signal}” the user deliberates; a condition stands before a yes.
    @why deciding
    “{signal}” is a commitment and asks for the next step.
    The user says yes (“{signal}”).
    With “{signal}” the decision is made.
    @why blocker none
    No obstacle is named.
    Nothing in particular stands in the way.
    @why blocker price
    The obstacle is cost.
    Price is what holds them.
    @why blocker trust
    The obstacle is trust.
    They doubt the company's word.
    @why blocker capability
    They doubt that the product fits their needs.
    The concern is whether it can deliver what they need.
    @why blocker timing
    The timing does not suit them.
    Time is what is missing.
    @why blocker external
    Somebody else has a say in it.
    The decision is not theirs alone.
    @why blocker prior-failure
    An earlier bad experience weighs on it.
    They compare it with something that went wrong before.
    """
}
