"""URI schemes: those that are known, and those that were in 2007."""

from feedtool.check.values.registered import schemes
from feedtool.check.words import words

# Never registered as more than a draft, and known to everyone.
REGISTERED = schemes.NAMES | words("javascript")
KNOWN_IN_2007 = words(
    """
    aaa aaas acap afs bitcoin cap cid crid data dav dict dns dtn fax file ftp go gopher h323 http
    https iax icap im imap info ipp iris iris.beep iris.lwz iris.xpc iris.xpcs ldap mailserver
    mailto mid modem msrp msrps mtqp mupdate news nfs nntp opaquelocktoken pack pop pres prospero
    rtsp service shttp sieve sip sips snmp soap.beep soap.beeps tag tel telnet tftp thismessage
    tip tn3270 tv urn vemmi wais xmlrpc.beep xmlrpc.beeps xmpp xri z39.50r z39.50s javascript
    """
)
