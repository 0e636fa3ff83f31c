from wardmote.registers.models.warning import CommunityProtectionWarning

__all__ = ["CommunityProtectionWarning"]
