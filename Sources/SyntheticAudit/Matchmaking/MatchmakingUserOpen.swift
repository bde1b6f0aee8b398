extension MatchmakingGrammar {
  /// Real parents with something in the way who ask, answer or decide, by blocker.
  static let userExploringEngagingDeciding = """
    @user exploring price
    - [多少钱]
    - [怎么收费]的
    - 你们[收不收费]
    - 注册[要钱吗]
    - 介绍一个[多少钱]
    - [什么标准]，按年还是按次
    + {price}[包括什么]
    + 还有[别的费用]吗
    + {price}是[一年的]吗
    + 见面吃饭[谁出钱]
    + 有没有[便宜的套餐]
    + 怎么还[分好几档]啊
    @user exploring trust
    [你们是哪里的]
    你们公司[叫什么]
    [正规吗]
    开了[多少年]了
    [怎么有我电话的]
    资料[怎么核实]
    [合同]有吗
    你是[真人]还是机器
    在{city}[有门店吗]
    [谁来介绍]，你吗
    会员都是[什么人]
    @user exploring capability
    {city}的[有吗]
    [有多少人]
    都是[什么学历]的
    有没有[{age}左右]的
    [怎么个介绍法]
    你们是[线上还是线下]
    有[体制内]的吗
    多久[能见上]
    一个月[介绍几个]
    本地的[多不多]
    {partner}那边条件[都怎么样]
    @user exploring timing
    [什么时候]见
    要[多长时间]
    [周末]你们上班吗
    一般[多久能成]
    服务[多久]
    {ta}就周日有空，[能见吗]
    [几点]能打电话
    活动[哪天]办
    晚上[可以]联系吗
    @user exploring external
    [要孩子来]吗
    {ta}不知道[行不行]
    家长[能替报名]吗
    要不要[孩子本人同意]
    [父母能一起去]吗
    {ta}在外地[怎么办]
    孩子不配合的[多吗]
    是{ta}加你还是[我加]
    照片[非得{ta}给]吗
    @user exploring prior-failure
    跟别家[有什么区别]
    之前那家也这么说，[你们呢]
    相过几个没成，[你们怎么弄]
    [不成怎么办]
    见了不满意[还给安排吗]
    上次的红娘[一个月就换人]，你们换吗
    别人家[成的多吗]
    没成的[原因]一般是啥
    @user engaging price
    钱好说，我家{ta}[情况是这样]，{age}，{edu}
    行，[我先把情况说说]，费用后面再谈
    + {price}我知道了，[你先听听我家条件]
    花点钱能理解，{ta}在{city}[做{job}]
    [先说人]吧，价钱回头
    我们就想找个踏实的，[贵一点也没事]
    @user engaging trust
    行吧[信你一回]，{ta}{age}，属实在人
    我把{ta}[照片]给你，别乱发啊
    姓就不说了，[在{city}]，{job}
    资料[可以给你]，保密就行
    我们是[老实人家]，你也说实话
    [你问吧]，能说的我说
    @user engaging capability
    我家要求[不高]，{city}的，人老实就行
    {ta}[内向]，你们得找个会聊的
    最好是[{edu}]的，差太多说不到一块
    [个子]不能太矮，别的都好说
    {ta}喜欢[安静的]，爱玩的不行
    {age}上下[三岁]都可以
    @user engaging timing
    {ta}[周末都在家]，平时加班
    一般[晚上八点以后]有空
    {ta}[{day}]休息，你记一下
    这个月出差，[{date}]就有空了
    我[白天都行]，{ta}得下班
    @user engaging external
    {ta}[没反对]，就是懒得动
    {spouse}[比我还急]
    我跟{ta}说了，[说可以加微信]
    {ta}姐[帮着劝呢]
    家里[就{ta}一个]，我们都支持
    {ta}说[先聊聊]再说
    @user engaging prior-failure
    之前见过[两个]，一个嫌远一个没感觉
    谈过一个，[三年分了]
    [相亲过几次]，都是聊着聊着没话了
    上一个是[对方家里]不同意
    {ta}以前那个[异地]，散了
    别家给介绍的[都不主动]，{ta}也不主动
    @user deciding price
    + {price}是吧，[怎么付]
    + 那就{deal}，[我现在转]
    + 行，[给我开发票]就行
    - 多少我都认了，[你把账号给我]
    + [定金先交]行吗，余下见面付
    [钱不是问题]，办吧
    @user deciding trust
    [合同发我]，看完就签
    行，[我信你]，办吧
    [执照看到了]，就这么定
    写进合同我[就交钱]
    明天[去你们店里签]
    @user deciding capability
    就[要这个服务]，多给安排几个
    你说的那个{partner}[可以见]，我报名
    行，[按这个要求找]，我交钱
    [给我报上]，先见那个{city}的
    @user deciding timing
    [{day}就见]，你安排
    [今天就办]，别拖了
    行，[{day}我过去交]
    [从{date}开始算]，我先交上
    @user deciding external
    {spouse}[同意了]，办吧
    {ta}[答应见了]，你赶紧安排
    不管{ta}了，[我做主]，报
    [商量好了]，就你们家
    @user deciding prior-failure
    [再信一次]，办吧
    比上次那家强，[我定了]
    行，[最后试一回]，怎么交
    [不成就退]写上，我就办
    """

  /// Openings, and answers to the consultant's questions.
  static let userAnswers = """
    @user open resisting
    [谁啊]
    [不需要]
    [打错了]吧
    [推销的]？
    [没兴趣]
    又是[卖什么]的
    [干嘛]
    别[加我]
    [不认识]
    @user open exploring
    你好
    [什么事]
    你们[干什么的]
    在，[你说]
    嗯？
    你好，[哪位]
    看到广告，[问一下]
    是[介绍对象]的吗
    在的
    [怎么弄]的这个
    朋友让我加的，[你是]？
    @user open engaging
    你好，[帮我{child}问问]
    我家{child}[{age}了]，还没对象
    您好，想给{child}[找个对象]
    我{city}的，[给孩子问]
    在呢，[我家{kid}的事]
    老师好，我家{kid}[一直单着]
    [替孩子报名]的，{age}了
    @user answer age
    [{age}]了
    {age}，[属相]就不说了
    过了年就[{age}]
    {ta}今年[{age}]，不小了
    [虚岁{age}]
    都[{age}]了，愁
    @user answer education
    [{edu}]
    {ta}[{edu}毕业]
    {edu}，[{city}读的]
    读书[还行]，{edu}
    [{edu}]，工作好几年了
    @user answer work
    在{city}[做{job}]
    [{job}]，挺稳定
    {ta}是[{job}]
    [{job}]，老加班
    在[单位上班]，{job}
    {job}，收入[还可以]
    @user answer history
    谈过[一个]，分了
    [没谈过]几个
    相过[三四个]
    一直[忙工作]，没谈
    大学谈过，[毕业就散了]
    [没有]，{ta}内向
    @user answer standard
    [人好]就行
    [顾家]的，别抽烟
    {city}的，[离家近]
    有[正经工作]的
    学历[差不多]就行
    [脾气好]，孝顺
    最好[小两三岁]
    个头[别太矮]，看着顺眼
    @user answer attitude
    {ta}[不着急]
    嘴上说[随缘]
    {ta}[知道]，没说啥
    有点[抵触]，我劝着呢
    {ta}说[可以见见]
    [没跟{ta}说]，我先问问
    @user answer housing
    [有房]，一百来平
    [首付]我们出了
    [跟我们住]，以后买
    有一套，[还贷]呢
    在看房，[{city}]
    [房车都有]
    """
}
