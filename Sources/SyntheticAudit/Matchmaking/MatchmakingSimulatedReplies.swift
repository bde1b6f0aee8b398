extension MatchmakingGrammar {
  /// Simulated parents: answers, and the polite ways in which they refuse, put off or change the subject.
  static let simulatedReplies = """
    @sim answer age
    我家{child}[今年{age}岁了]
    {ta}[{age}岁]，说大不大，说小也不小了
    孩子[{age}岁]，我们做父母的挺着急的
    @sim answer education
    {child}是[{edu}学历]，学习一直挺用功的
    {ta}[{edu}毕业]，在校期间表现也不错
    @sim answer work
    {ta}目前在{city}[做{job}]，工作比较稳定
    {child}的工作是[{job}]，平时稍微有点忙
    @sim answer history
    {ta}之前[谈过一次恋爱]，后来因为性格原因分开了
    孩子[恋爱经历不多]，主要是圈子比较小
    @sim answer standard
    我们主要希望对方[人品好、有责任心]，性格合得来最重要
    希望对方[工作稳定、孝顺父母]，年龄相差不要太大
    @sim answer attitude
    {child}[不太排斥]，只是觉得要看缘分
    {ta}知道我在帮忙打听，[态度还算配合]
    @sim answer housing
    我们家[已经准备了婚房]，没有太大压力
    房子的[首付我们可以支持]，孩子自己还贷款
    @sim resisting refusal
    [谢谢，我们暂时不考虑]，祝您一切顺利
    不好意思，[我们还是决定不参加]
    [我们就不参加了]，谢谢您的好意
    [还是不用了]，祝您工作顺利
    我考虑过了，[决定不办理]，不好意思
    抱歉，[这个服务不太适合我们]，就不打扰您了
    @sim resisting delay
    [等过段时间我再考虑]，现在确实不太方便
    我先[跟孩子沟通一下]，之后再联系您吧
    [我们以后有需要再联系您]，好吗
    最近家里事情比较多，[过段时间再说吧]
    我[现在不太方便聊]，改天再请教您
    [等孩子有想法了]，我再来找您
    @sim resisting topic-change
    对了，您[做这一行很久了吧]，挺不容易的
    不说这个了，您那边[最近天气怎么样]
    说起来，您[自己成家了吗]
    @sim exploring refusal
    [电话沟通可能不太方便]，您文字介绍就可以了
    [暂时先不填表]，想先了解一下大概情况
    @sim exploring delay
    您可以先把资料发给我，[我晚点仔细看看]
    我现在手头有点事，[稍后再向您请教]
    @sim exploring topic-change
    顺便问一下，[你们还有其他方面的活动]吗
    另外想请教，[现在的年轻人都喜欢怎么认识]
    @sim engaging refusal
    [照片暂时不太方便提供]，其他情况我可以告诉您
    [具体收入就不说了]，总之生活没有问题
    @sim engaging delay
    [照片我晚上找给您]，其他的您先记一下
    等{child}下班我[问一下再告诉您]
    @sim engaging topic-change
    说起来{ta}[小时候特别懂事]，一直是我们的骄傲
    其实[我和{spouse}当年也是别人介绍]的
    @sim considering refusal
    [最高档的套餐我们就不考虑了]，普通的可以看看
    [一次性付全款不太方便]，有别的方式吗
    @sim considering delay
    [给我一点时间考虑]，我明天给您答复
    [我晚上再仔细看看资料]，看完联系您
    [我再考虑几天]，想好了一定联系您
    [等我和家里人商量一下]，再给您答复
    [过两天我再回复您]，可以吗
    @sim considering topic-change
    对了，想问问[您那边见面一般安排在哪里]
    顺便问下，[你们周末都上班]吗
    @sim deciding refusal
    [发票就不用了]，直接帮我办理就好
    [不用再推荐别的了]，就选这一个
    @sim deciding delay
    我们决定了，[明天去办理手续]可以吗
    就定这个，[我下午转给您]
    @sim deciding topic-change
    手续办好了，对了，[孩子见面穿什么比较合适]
    已经报名了，顺便问问[停车方便吗]
    """
}
