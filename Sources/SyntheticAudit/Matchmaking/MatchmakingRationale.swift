extension MatchmakingGrammar {
  /// What an instrument says of its label.
  static let rationales = """
    @why resisting
    “{signal}”表明用户在拒绝或回避，没有继续了解的意愿。
    用户以“{signal}”回应，态度抵触，不愿推进。
    从“{signal}”看，对话被用户挡回，处于抗拒阶段。
    最后一句“{signal}”是明显的推脱，没有进一步的问题。
    @why exploring
    “{signal}”是在打听基本情况，还没有投入。
    用户问“{signal}”，处于初步了解阶段。
    从“{signal}”看，用户在收集信息，尚无倾向。
    “{signal}”属于一般性询问，没有透露自身需求。
    @why engaging
    “{signal}”透露了自家情况，用户已参与到对话中。
    用户以“{signal}”正面回应，愿意配合。
    从“{signal}”看，用户主动提供信息，互动良好。
    “{signal}”说明用户接住了顾问的话，参与度较高。
    @why considering
    “{signal}”是在权衡利弊，用户有兴趣但尚未决定。
    用户提到“{signal}”，正在认真考虑方案。
    从“{signal}”看，用户在为决定找依据，处于斟酌阶段。
    “{signal}”说明用户已把服务当作一个选项来比较。
    @why deciding
    “{signal}”表示用户已经决定，并在落实下一步。
    用户说“{signal}”，是明确的成交信号。
    从“{signal}”看，用户进入办理环节。
    @why blocker none
    没有提出具体障碍。
    未见明显顾虑。
    @why blocker price
    主要障碍是费用。
    顾虑集中在价格上。
    @why blocker trust
    主要障碍是信任。
    对机构的可靠性有疑问。
    @why blocker capability
    主要疑虑是能否找到合适人选。
    对匹配能力没有把握。
    @why blocker timing
    主要障碍是时间。
    时机不合适是主因。
    @why blocker external
    受孩子或家人的态度牵制。
    决定权不完全在用户手里。
    @why blocker prior-failure
    以往的失败经历影响了判断。
    有过不愉快的经历。
    """
}
